class A:
    def __new__(cls, *args, **kw):
        print("new", cls.__name__, args, kw)
        return super().__new__(cls)

    def __init__(self, *args, **kw):
        print("init", args, kw)


A(1, k=2)


class Other:
    def __new__(cls):
        return 5

    def __init__(self):
        print("not called: not an instance")


print(Other())


class Meters(float):
    def __new__(cls, v, unit="m"):
        self = super().__new__(cls, v)
        self.unit = unit
        return self

    def __repr__(self):
        return "%s%s" % (float(self), self.unit)


m = Meters(2.5, "km")
print(m, m * 2, type(m * 2).__name__, isinstance(m, float), m.unit)


class P(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))

    x = property(lambda self: self[0])


p = P(1, 2)
print(p, p.x, p == (1, 2), type(p + (3,)).__name__, len(p))


class BadInit:
    def __init__(self):
        return 5


for f in (lambda: BadInit(), lambda: object.__new__(5), lambda: object.__new__(), lambda: object.__new__(int),
          lambda: int.__new__(str), lambda: object(1), lambda: A.__new__(), lambda: str.__new__(int, 1)):
    try:
        f()
    except TypeError as e:
        print(e)


class OnlyNew:
    def __new__(cls, x):
        return object.__new__(cls)


class OnlyInit:
    def __init__(self, x):
        self.x = x


print(type(OnlyNew(1)).__name__, OnlyInit(2).x)


class Cached:
    cache = {}

    def __new__(cls, k):
        return cls.cache.setdefault(k, super().__new__(cls))


print(Cached(1) is Cached(1), Cached(1) is Cached(2))
a = A.__new__(A)
print(type(a).__name__)

# expect:
# | new A (1,) {'k': 2}
# | init (1,) {'k': 2}
# | 5
# | 2.5km 5.0 float True km
# | (1, 2) 1 True tuple 2
# | __init__() should return None, not 'int'
# | object.__new__(X): X is not a type object (int)
# | object.__new__(): not enough arguments
# | object.__new__(int) is not safe, use int.__new__()
# | int.__new__(str): str is not a subtype of int
# | object() takes no arguments
# | A.__new__() missing 1 required positional argument: 'cls'
# | str.__new__(int): int is not a subtype of str
# | OnlyNew 2
# | True False
# | new A () {}
# | A
