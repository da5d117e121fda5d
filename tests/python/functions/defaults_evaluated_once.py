def f(a=print("default made"), b=[]):
    b.append(1)
    return b


f()
print(f(), f.__defaults__)
x = 1


def g(y=x):
    return y


x = 2
print(g())


def make(i):
    def h(v=i, *, k=i * 2):
        return v, k
    return h


print([make(i)() for i in range(3)])
print(make(4).__defaults__, make(4).__kwdefaults__)
g.__defaults__ = (10,)
print(g())
g.__defaults__ = None
try:
    g()
except TypeError as e:
    print(e)
try:
    g.__defaults__ = 5
except TypeError as e:
    print(e)


def order(a=print("1"), *, b=print("2"), c: print("annotation") = print("3")):
    pass

# expect:
# | default made
# | [1, 1] (None, [1, 1])
# | 1
# | [(0, 0), (1, 2), (2, 4)]
# | (4,) {'k': 8}
# | 10
# | g() missing 1 required positional argument: 'y'
# | __defaults__ must be set to a tuple object
# | 1
# | 2
# | 3
# | annotation
