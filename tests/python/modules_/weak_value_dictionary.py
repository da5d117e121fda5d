import weakref


class C:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return "C%d" % self.n


d = weakref.WeakValueDictionary()
a, b = C(1), C(2)
d["a"] = a
d["b"] = b
d["dead"] = C(3)
print(len(d), "dead" in d, d["a"], d.get("dead"), sorted(d.keys()))
print(sorted(d.items(), key=lambda kv: kv[0]), list(d.values()) == [a, b])
del a
print(len(d), "a" in d, dict(d))
try:
    d["a"]
except KeyError as e:
    print("KeyError", e)
print(d.setdefault("b", C(9)) is b, d.pop("b") is b, len(d), d.pop("zz", "default"))
d.update({"x": b, "y": b})
print(sorted(d), d.copy()["x"] is b, bool(d), weakref.getweakrefcount(b) >= 2)
keep = [C(i) for i in range(10)]
cache = weakref.WeakValueDictionary({c.n: c for c in keep})
del keep[5:]
print(sorted(cache))
for k, v in cache.items():
    keep.clear()
    break
del v
print(len(cache), list(cache))
try:
    d["int"] = 5
except TypeError as e:
    print(e)
del d["x"]
print(list(d), d.popitem()[0], len(d))

# expect:
# | 2 False C1 None ['a', 'b']
# | [('a', C1), ('b', C2)] True
# | 1 False {'b': C2}
# | KeyError 'a'
# | True True 0 default
# | ['x', 'y'] True True True
# | [0, 1, 2, 3, 4]
# | 0 []
# | cannot create weak reference to 'int' object
# | ['y'] y 0
