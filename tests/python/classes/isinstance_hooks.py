class Meta(type):
    def __instancecheck__(cls, obj):
        print("instancecheck", cls.__name__)
        return hasattr(obj, "quack")

    def __subclasscheck__(cls, sub):
        print("subclasscheck", cls.__name__)
        return hasattr(sub, "quack")


class Duck(metaclass=Meta):
    pass


class Real:
    quack = 1


print(isinstance(Real(), Duck), isinstance(5, Duck), issubclass(Real, Duck), issubclass(int, Duck))
print(isinstance(Duck(), Duck))
print(isinstance(1, (str, (float, int))), isinstance("a", ()), issubclass(bool, (str, int)))
print(isinstance(1, int | str), isinstance(None, int | None), issubclass(int, int | str))
print(isinstance(True, int), isinstance(1, bool), type(True) is int, isinstance(int, type), isinstance(type, object))


class Liar:
    @property
    def __class__(self):
        return int


print(isinstance(Liar(), int), isinstance(Liar(), Liar), type(Liar()).__name__)
for f in (lambda: isinstance(1, "int"), lambda: isinstance(1, (int, "x")), lambda: isinstance("s", (int, "x")),
          lambda: issubclass(1, int), lambda: isinstance(1, list[int])):
    try:
        print(f())
    except TypeError as e:
        print(e)


class A:
    pass


class B(A):
    pass


b = B()
print(isinstance(b, A), issubclass(B, A), A in B.__mro__, B.__bases__ == (A,))
B.__bases__ = (type("New", (), {"v": 9}),)
print(isinstance(b, A), b.v)

# expect:
# | instancecheck Duck
# | instancecheck Duck
# | subclasscheck Duck
# | subclasscheck Duck
# | True False True False
# | True
# | True False True
# | True True True
# | True False False True True
# | True True Liar
# | isinstance() arg 2 must be a type, a tuple of types, or a union
# | True
# | isinstance() arg 2 must be a type, a tuple of types, or a union
# | issubclass() arg 1 must be a class
# | isinstance() argument 2 cannot be a parameterized generic
# | True True True True
# | False 9
