import weakref


def f():
    pass


class C:
    pass


class Slots:
    __slots__ = ("x",)


class SlotsWeak:
    __slots__ = ("__weakref__",)


def gen():
    yield


for ok in (f, C, C(), SlotsWeak(), gen(), {1}, frozenset([1]), f.__code__, weakref, C().__init__, ValueError("x")):
    try:
        print(type(ok).__name__, weakref.ref(ok)() is ok)
    except TypeError as e:
        print(type(ok).__name__, e)
for bad in (5, "s", [], {}, (), None, 1.5, b"", Slots(), range(3), object(), len):
    try:
        weakref.ref(bad)
        print(type(bad).__name__, "can")
    except TypeError as e:
        print(e)


class L(list):
    pass


class I(int):
    pass


class T(tuple):
    pass


print(weakref.ref(L([1]))())
try:
    weakref.ref(I(3))
    print("int subclass can")
except TypeError as e:
    print(e)
try:
    weakref.ref(T())
except TypeError as e:
    print(e)

# expect:
# | function True
# | type True
# | C True
# | SlotsWeak True
# | generator True
# | set True
# | frozenset True
# | code True
# | module True
# | method-wrapper cannot create weak reference to 'method-wrapper' object
# | ValueError cannot create weak reference to 'ValueError' object
# | cannot create weak reference to 'int' object
# | cannot create weak reference to 'str' object
# | cannot create weak reference to 'list' object
# | cannot create weak reference to 'dict' object
# | cannot create weak reference to 'tuple' object
# | cannot create weak reference to 'NoneType' object
# | cannot create weak reference to 'float' object
# | cannot create weak reference to 'bytes' object
# | cannot create weak reference to 'Slots' object
# | cannot create weak reference to 'range' object
# | cannot create weak reference to 'object' object
# | builtin_function_or_method can
# | None
# | cannot create weak reference to 'I' object
# | cannot create weak reference to 'T' object
