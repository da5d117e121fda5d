import _weakref
import weakref


class C:
    def __init__(self, n=0):
        self.n = n

    def method(self):
        return self.n


log = []
c = C(1)
r = weakref.ref(c, lambda r: log.append("dead"))
p = weakref.proxy(c)
print(r() is c, p.n, weakref.getweakrefcount(c), _weakref.getweakrefcount(5))
refs = [weakref.ref(c, lambda r, i=i: log.append(i)) for i in range(5)]
del c
print(log, r())
try:
    p.n
except ReferenceError as e:
    print(e)
d = weakref.WeakValueDictionary()
x, y = C(1), C(2)
d["x"], d["y"] = x, y
del x
print(sorted(d), d["y"].n)
k = weakref.WeakKeyDictionary()
k[y] = "data"
s = weakref.WeakSet([y, C(3)])
print(len(k), len(s))
w = weakref.WeakMethod(y.method)
print(w()())
f = weakref.finalize(y, log.append, "finalized")
del y
print(len(d), len(k), len(s), w(), log[-1], f.alive)
many = [C(i) for i in range(50)]
watch = [weakref.ref(m, log.append) for m in many]
log.clear()
many.clear()
print(len(log), all(w() is None for w in watch))

# expect:
# | True 1 2 0
# | [4, 3, 2, 1, 0, 'dead'] None
# | weakly-referenced object no longer exists
# | ['y'] 2
# | 1 1
# | 2
# | 0 0 0 None finalized False
# | 50 True
