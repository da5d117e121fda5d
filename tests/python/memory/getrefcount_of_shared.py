import sys

base = sys.getrefcount("some shared text")


class C:
    pass


c = C()
n = sys.getrefcount(C)
more = [C() for i in range(100)]
print("a hundred instances hold their class", sys.getrefcount(C) - n >= 100)
del more
print(sys.getrefcount(C) - n)
f = lambda: 0
n = sys.getrefcount(f)
lst = [f] * 50
print(sys.getrefcount(f) - n)
lst[10:40] = []
print(sys.getrefcount(f) - n)
lst2 = lst + lst
print(sys.getrefcount(f) - n)
del lst[:], lst2
print(sys.getrefcount(f) - n)
t = (f, f)
d = dict.fromkeys(range(10), f)
print(sys.getrefcount(f) - n)
d.update(d)
e = dict(d)
print(sys.getrefcount(f) - n)
d.clear()
e.clear()
del t
print(sys.getrefcount(f) - n)
s = set([f])
s2 = s | {f}
z = zip([f], [f])
m = map(f, [])
print(sys.getrefcount(f) - n)
del s, s2, z, m
print(sys.getrefcount(f) - n)

# expect:
# | a hundred instances hold their class True
# | 0
# | 50
# | 20
# | 60
# | 0
# | 12
# | 22
# | 0
# | 5
# | 0
