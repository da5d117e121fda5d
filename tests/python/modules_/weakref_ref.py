import weakref


class C:
    def __init__(self, n=0):
        self.n = n

    def __eq__(self, o):
        return isinstance(o, C) and self.n == o.n

    def __hash__(self):
        return hash(self.n)


c = C(1)
r = weakref.ref(c)
print(r() is c, r() == c, type(r).__name__, weakref.getweakrefcount(c), weakref.getweakrefs(c) == [r])
print(r is weakref.ref(c), r.__callback__)
d = C(1)
rd = weakref.ref(d)
print(r == rd, hash(r) == hash(c), r != weakref.ref(C(2)), len({r, rd}), repr(r).split(" at ")[0])
h = hash(r)
del c
print(r(), hash(r) == h, r == rd, r == r, repr(r).split(";")[1].strip())
unhashed = weakref.ref(C(5))
try:
    hash(unhashed)
except TypeError as e:
    print(e)
cb = lambda r: print("called with a dead reference", r())
x = C()
k = weakref.ref(x, cb)
print(k.__callback__ is cb, weakref.getweakrefcount(x))
x = None
print(k.__callback__)
for f in (lambda: weakref.ref(), lambda: weakref.ref(5), lambda: weakref.ref(d, None)() is d, lambda: rd(1),
          lambda: weakref.ref(d, 1, 2), lambda: rd.x, lambda: weakref.getweakrefcount(5),
          lambda: weakref.getweakrefs(5)):
    try:
        print(f())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)


class R(weakref.ref):
    def __init__(self, o, cb=None, tag=None):
        super().__init__(o, cb)
        self.tag = tag

    def __new__(cls, o, cb=None, tag=None):
        return super().__new__(cls, o, cb)


s = R(d, tag="sub")
print(s() is d, s.tag, s is rd, s == rd, isinstance(s, weakref.ref), weakref.getweakrefcount(d))
del s
print(weakref.getweakrefcount(d), weakref.ReferenceType is weakref.ref)

# expect:
# | True True ReferenceType 1 True
# | True None
# | True True True 1 <weakref
# | None True False True dead>
# | weak object has gone away
# | True 1
# | called with a dead reference None
# | None
# | TypeError __new__ expected at least 1 argument, got 0
# | TypeError cannot create weak reference to 'int' object
# | True
# | TypeError weakref expected 0 arguments, got 1
# | TypeError __new__ expected at most 2 arguments, got 3
# | AttributeError 'weakref.ReferenceType' object has no attribute 'x'
# | 0
# | []
# | True sub False True True 2
# | 1 True
