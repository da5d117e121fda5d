class T:
    def __init__(self):
        self._v = 1

    @property
    def v(self):
        "The value."
        return self._v

    @v.setter
    def v(self, x):
        if x < 0:
            raise ValueError("negative")
        self._v = x

    @v.deleter
    def v(self):
        print("deleted")
        del self._v

    @property
    def ro(self):
        return "read only"

    wo = property(None, lambda self, x: print("written", x))
    explicit = property(lambda self: 5, doc="Explicit.")


t = T()
t.v = 5
t.v += 2
print(t.v, t.ro, T.v.__doc__, T.explicit.__doc__, T.ro.fset)
try:
    t.v = -1
except ValueError as e:
    print(e)
for f in (lambda: setattr(t, "ro", 1), lambda: delattr(t, "ro"), lambda: t.wo, lambda: delattr(t, "wo")):
    try:
        f()
    except AttributeError as e:
        print(e)
t.wo = 3
del t.v
try:
    t.v
except AttributeError as e:
    print(e)
t.__dict__["ro"] = "in the dict"
print(t.ro)


class U(T):
    @T.v.getter
    def v(self):
        return "getter replaced"


u = U()
u.v = 9
print(u.v, u._v)
print(type(T.v).__name__, T.v.fget.__name__, T.v.__get__(None, T) is T.v)
p = property()
try:
    p.__get__(1)
except AttributeError as e:
    print(e)

# expect:
# | 7 read only The value. Explicit. None
# | negative
# | property 'ro' of 'T' object has no setter
# | property 'ro' of 'T' object has no deleter
# | property 'wo' of 'T' object has no getter
# | property 'wo' of 'T' object has no deleter
# | written 3
# | deleted
# | 'T' object has no attribute '_v'
# | read only
# | getter replaced 9
# | property v True
# | property of 'int' object has no getter
