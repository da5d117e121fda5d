def trace(f):
    def wrapper(*args, **kw):
        print("call", f.__name__, args, kw)
        return f(*args, **kw)
    return wrapper


def named(name):
    print("decorator made", name)

    def deco(f):
        print("applied", name, "to", f.__name__)
        f.tag = name
        return f
    return deco


@trace
def add(a, b=2):
    return a + b


print(add(1), add(1, b=5), add.__name__)


@named("outer")
@named("inner")
def f():
    pass


print(f.tag)


@trace
class C:
    def __init__(self, x):
        self.x = x


print(C(5).x)


class Count:
    def __init__(self, f):
        self.f = f
        self.n = 0

    def __call__(self, *a):
        self.n += 1
        return self.f(*a)


@Count
def g(x):
    return x * 2


g(1)
print(g(2), g.n)


@(lambda f: lambda: f() + 1)
def h():
    return 1


print(h())
table = {"k": [trace]}


@table["k"][0]
def i():
    return "i"


print(i())

# expect:
# | call add (1,) {}
# | call add (1,) {'b': 5}
# | 3 6 wrapper
# | decorator made outer
# | decorator made inner
# | applied inner to f
# | applied outer to f
# | outer
# | call C (5,) {}
# | 5
# | 4 2
# | 2
# | call i () {}
# | i
