def adders():
    out = []
    for i in range(3):
        out.append(lambda x: x + i)
    return out


print([f(10) for f in adders()])


def bound():
    return [lambda x, i=i: x + i for i in range(3)]


print([f(10) for f in bound()])


def share():
    v = 1

    def setter(x):
        nonlocal v
        v = x

    def getter():
        return v
    return setter, getter


s, g = share()
s(42)
print(g(), g.__closure__[0].cell_contents, g.__code__.co_freevars)
print(s.__closure__[0] is g.__closure__[0])
g.__closure__[0].cell_contents = 7
print(g())


def empty():
    def f():
        return later
    c = f.__closure__[0]
    try:
        c.cell_contents
    except ValueError as e:
        print("ValueError:", e)
    later = 1
    print(c.cell_contents)
    del later
    try:
        f()
    except NameError as e:
        print(e)


empty()


def param_cell(a, *args, k=3, **kw):
    def f():
        return a, args, k, kw
    a += 1
    return f


print(param_cell(1, 2, z=5)())

# expect:
# | [12, 12, 12]
# | [10, 11, 12]
# | 42 42 ('v',)
# | True
# | 7
# | ValueError: Cell is empty
# | 1
# | cannot access free variable 'later' where it is not associated with a value in enclosing scope
# | (2, (2,), 3, {'z': 5})
