class S:
    __slots__ = ("a", "b")
    c = 5

    def __init__(self):
        self.a = 1


s = S()
print(s.a, s.c)
for f in (lambda: s.b, lambda: setattr(s, "z", 1), lambda: s.__dict__, lambda: setattr(s, "c", 2),
          lambda: delattr(s, "b"), lambda: s.zz):
    try:
        f()
    except AttributeError as e:
        print(e)
s.b = 2
del s.a
print(hasattr(s, "a"), s.b, type(S.a).__name__)
print(S.b.__get__(s), S.__slots__)


class T(S):
    pass


t = T()
t.z = 1
t.a = 2
print(t.__dict__, t.a)


class U(S):
    __slots__ = "d"


u = U()
u.d, u.a = 1, 2
print(u.d, u.a, hasattr(u, "__dict__"))


class W:
    __slots__ = ("__dict__", "x")


w = W()
w.x, w.y = 1, 2
print(w.__dict__, w.x)
for ns in ({"__slots__": ("a", "a b")}, {"__slots__": ("a",), "a": 1}, {"__slots__": (1,)},
          {"__slots__": ("__dict__", "__dict__")}):
    try:
        type("X", (), ns)
        print("made")
    except (TypeError, ValueError) as e:
        print(e)
try:
    class Y(int):
        __slots__ = ("x",)
except TypeError as e:
    print(e)


class P:
    __slots__ = ("__secret",)

    def __init__(self):
        self.__secret = 3


print(P()._P__secret)


class A:
    __slots__ = ("p",)


class B:
    __slots__ = ("q",)


try:
    class AB(A, B):
        pass
except TypeError as e:
    print(e)
print(S.a)

# expect:
# | 1 5
# | 'S' object has no attribute 'b'
# | 'S' object has no attribute 'z'
# | 'S' object has no attribute '__dict__'
# | 'S' object attribute 'c' is read-only
# | b
# | 'S' object has no attribute 'zz'
# | False 2 member_descriptor
# | 2 ('a', 'b')
# | {'z': 1} 2
# | 1 2 False
# | {'y': 2} 1
# | __slots__ must be identifiers
# | 'a' in __slots__ conflicts with class variable
# | __slots__ items must be strings, not 'int'
# | __dict__ slot disallowed: we already got one
# | nonempty __slots__ not supported for subtype of 'int'
# | 3
# | multiple bases have instance lay-out conflict
# | <member 'a' of 'S' objects>
