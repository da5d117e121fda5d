x = "global"


def read_before():
    print(x)
    x = 1


def after_del():
    y = 1
    del y
    return y


def conditional(flag):
    if flag:
        z = 1
    return z


def augmented():
    x += "!"


def loop_never():
    for item in ():
        pass
    return item


def free_unbound():
    def inner():
        return later
    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)
    later = 1
    print(inner())
    del later
    inner()


for f in (read_before, after_del, lambda: conditional(False), augmented, loop_never, free_unbound):
    try:
        f()
    except NameError as e:
        print(type(e).__name__, e, sep=": ")
print(conditional(True))

# expect:
# | UnboundLocalError: cannot access local variable 'x' where it is not associated with a value
# | UnboundLocalError: cannot access local variable 'y' where it is not associated with a value
# | UnboundLocalError: cannot access local variable 'z' where it is not associated with a value
# | UnboundLocalError: cannot access local variable 'x' where it is not associated with a value
# | UnboundLocalError: cannot access local variable 'item' where it is not associated with a value
# | NameError cannot access free variable 'later' where it is not associated with a value in enclosing scope
# | 1
# | NameError: cannot access free variable 'later' where it is not associated with a value in enclosing scope
# | 1
