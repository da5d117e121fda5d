import gc

gc.disable()
gc.collect()


class C:
    __slots__ = ("ref",)


def cycle(n):
    nodes = [C() for i in range(n)]
    for i in range(n):
        nodes[i].ref = nodes[i - 1]


for n in (1, 2, 10, 1000):
    cycle(n)
    print(n, gc.collect())
a = []
a.append(a)
del a
print(gc.collect())
d = {}
d["d"] = d
del d
print(gc.collect())
x = ([], )
x[0].append(x)
del x
print(gc.collect())
s = C()
s.ref = {"s": s, "l": [s]}
del s
print(gc.collect())
print(gc.collect(0), gc.collect(1), gc.collect(2))
for bad in (3, -1):
    try:
        gc.collect(bad)
    except ValueError as e:
        print(e)
try:
    gc.collect("x")
except TypeError as e:
    print(e)

# expect:
# | 1 1
# | 2 2
# | 10 10
# | 1000 1000
# | 1
# | 1
# | 2
# | 3
# | 0 0 0
# | invalid generation
# | invalid generation
# | 'str' object cannot be interpreted as an integer
