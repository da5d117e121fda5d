class A:
    def who(self):
        return "A"

    def call(self):
        return self.who()


class B(A):
    def who(self):
        return "B>" + super().who()


class C(A):
    def who(self):
        return "C>" + super().who()


class D(B, C):
    def who(self):
        return "D>" + super().who()


print(D().call(), [k.__name__ for k in D.__mro__])
print(B().call(), A.call(D()))
print(issubclass(D, A), issubclass(A, D), isinstance(D(), C), issubclass(bool, int))
print(D.__base__.__name__, [b.__name__ for b in D.__bases__], D.mro() == list(D.__mro__))
print(sorted(k.__name__ for k in A.__subclasses__()))
print(super(B, D()).who(), super(C, D()).who())
try:
    class X(A, D):
        pass
except TypeError as e:
    print(e)
try:
    class Y(A, A):
        pass
except TypeError as e:
    print(e)
for base in (bool, type(None), range, slice, type(lambda: 0), 5):
    try:
        type("Z", (base,), {})
        print("made")
    except TypeError as e:
        print(e)
try:
    class Both(int, str):
        pass
except TypeError as e:
    print(e)

# expect:
# | D>B>C>A ['D', 'B', 'C', 'A', 'object']
# | B>A D>B>C>A
# | True False True True
# | B ['B', 'C'] True
# | ['B', 'C']
# | C>A A
# | Cannot create a consistent method resolution
# | order (MRO) for bases A, D
# | duplicate base class A
# | type 'bool' is not an acceptable base type
# | type 'NoneType' is not an acceptable base type
# | type 'range' is not an acceptable base type
# | type 'slice' is not an acceptable base type
# | type 'function' is not an acceptable base type
# | metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
# | multiple bases have instance lay-out conflict
