class O:
    pass


class A(O):
    pass


class B(O):
    pass


class C(O):
    pass


class D(O):
    pass


class E(O):
    pass


class K1(A, B, C):
    pass


class K2(D, B, E):
    pass


class K3(D, A):
    pass


class Z(K1, K2, K3):
    pass


print([k.__name__ for k in Z.__mro__])
for bases in ((O, A), (A, O, B), (K1, A, K1), (K3, K1, K2), (K1, K3)):
    try:
        print([k.__name__ for k in type("T", bases, {}).__mro__])
    except TypeError as e:
        print(str(e).replace("\n", " "))


class Meta(type):
    def mro(cls):
        return [cls, B, A, object] if cls.__name__ == "Odd" else super().mro()


class Odd(A, B, metaclass=Meta):
    pass


print([k.__name__ for k in Odd.__mro__])


class Mixin:
    def f(self):
        return ["Mixin"] + super().f()


class Base:
    def f(self):
        return ["Base"]


class Left(Mixin, Base):
    def f(self):
        return ["Left"] + super().f()


class Right(Base):
    def f(self):
        return ["Right"] + super().f()


class Bottom(Left, Right):
    pass


print(Bottom().f(), [k.__name__ for k in Bottom.__mro__])

# expect:
# | ['Z', 'K1', 'K2', 'K3', 'D', 'A', 'B', 'C', 'E', 'O', 'object']
# | Cannot create a consistent method resolution order (MRO) for bases O, A
# | Cannot create a consistent method resolution order (MRO) for bases O, B
# | duplicate base class K1
# | ['T', 'K3', 'K1', 'K2', 'D', 'A', 'B', 'C', 'E', 'O', 'object']
# | ['T', 'K1', 'K3', 'D', 'A', 'B', 'C', 'O', 'object']
# | ['Odd', 'B', 'A', 'object']
# | ['Left', 'Mixin', 'Right', 'Base'] ['Bottom', 'Left', 'Mixin', 'Right', 'Base', 'object']
