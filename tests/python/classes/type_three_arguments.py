def init(self, x):
    self.x = x


C = type("C", (), {"__init__": init, "twice": lambda self: self.x * 2, "__doc__": "made"})
c = C(4)
print(c.twice(), C.__name__, C.__doc__, C.__module__, C.__qualname__, type(C))
D = type("D", (C,), {})
print(D(5).twice(), D.__mro__[1] is C)
for args in (("X", (), 5), ("X", 5, {}), (5, (), {}), ("X", (5,), {}), ("X\0", (), {}), ("X", (object, C), {})):
    try:
        type(*args)
        print("made")
    except (TypeError, ValueError) as e:
        print(e)
print(type(5), type("s"), type(type), type(None), type(print), type(lambda: 0), type([].append))
print(type(C.twice), type(c.twice))
C.__name__ = "Renamed"
print(C, repr(c).split(" at ")[0])
try:
    C.__name__ = 5
except TypeError as e:
    print(e)
try:
    int.__name__ = "x"
except TypeError as e:
    print(e)
ns = {"a": 1}
E = type("E", (), ns)
ns["a"] = 2
print(E.a, type(E.__dict__).__name__)
try:
    E.__dict__["a"] = 5
except TypeError as e:
    print(e)
print("a" in vars(E), E.__basicsize__ > 0, E.__dictoffset__ != 0, E.__weakrefoffset__ != 0)

# expect:
# | 8 C made __main__ C <class 'type'>
# | 10 True
# | type.__new__() argument 3 must be dict, not int
# | type.__new__() argument 2 must be tuple, not int
# | type.__new__() argument 1 must be str, not int
# | metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
# | type name must not contain null characters
# | Cannot create a consistent method resolution
# | order (MRO) for bases object, C
# | <class 'int'> <class 'str'> <class 'type'> <class 'NoneType'> <class 'builtin_function_or_method'> <class 'function'> <class 'builtin_function_or_method'>
# | <class 'function'> <class 'method'>
# | <class '__main__.C'> <__main__.C object
# | can only assign string to Renamed.__name__, not 'int'
# | cannot set '__name__' attribute of immutable type 'int'
# | 1 mappingproxy
# | 'mappingproxy' object does not support item assignment
# | True True True True
