class C:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, *exc):
        print("exit", self.name, exc[0])

    def __del__(self):
        print("del", self.name)


with C("unnamed"):
    print("body")
print("after unnamed")
with C("named") as n:
    pass
print("after named")
del n


def f():
    with C("in function") as x:
        return "value"


print(f())


def g():
    try:
        x = C("in try")
        return C("returned")
    finally:
        print("finally")


g()
print("after g")


def h():
    for i in range(3):
        with C("loop %d" % i):
            if i == 1:
                break
    return "h done"


print(h())
try:
    with C("raising"):
        raise ValueError(C("argument of the error"))
except ValueError as e:
    print("caught")
print("end")

# expect:
# | enter unnamed
# | body
# | exit unnamed None
# | del unnamed
# | after unnamed
# | enter named
# | exit named None
# | after named
# | del named
# | enter in function
# | exit in function None
# | del in function
# | value
# | finally
# | del in try
# | del returned
# | after g
# | enter loop 0
# | exit loop 0 None
# | del loop 0
# | enter loop 1
# | exit loop 1 None
# | del loop 1
# | h done
# | enter raising
# | exit raising <class 'ValueError'>
# | del raising
# | caught
# | del argument of the error
# | end
