d = {}
for k in "zyxwv":
    d[k] = len(d)
print(list(d))
d["z"] = "again"
print(list(d))
del d["y"]
d["y"] = "new"
print(list(d), list(reversed(d)), list(reversed(d.items())))
d.pop("x")
d["x"] = 1
print(list(d.items()))
for i in range(1000):
    d[i] = i
for i in range(0, 1000, 2):
    del d[i]
for i in range(0, 20, 2):
    d[i] = "back"
print(list(d)[:8], list(d)[-12:], len(d))
e = dict(d)
print(list(e) == list(d), e == d, list(d | {"last": 1})[-1], next(iter(d)), next(reversed(d)))
print(d.popitem(), d.popitem(), len(d))
small = {"b": 1, "a": 2}
small.update(c=3, b=9)
print(small, dict(sorted(small.items())), dict(reversed(list(small.items()))), {**small, "d": 4})


class K:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 7

    def __eq__(self, o):
        return self.n == o.n

    def __repr__(self):
        return "K%d" % self.n


c = {K(i): i for i in range(10)}
del c[K(3)], c[K(0)]
c[K(0)] = "re-added"
print(c, c[K(9)], K(3) in c)
big = {str(i): i for i in range(50000)}
for i in range(49990):
    del big[str(i)]
print(big, len(big))
for i in range(100):
    big[i] = i
print(len(big), list(big)[9:12])

# expect:
# | ['z', 'y', 'x', 'w', 'v']
# | ['z', 'y', 'x', 'w', 'v']
# | ['z', 'x', 'w', 'v', 'y'] ['y', 'v', 'w', 'x', 'z'] [('y', 'new'), ('v', 4), ('w', 3), ('x', 2), ('z', 'again')]
# | [('z', 'again'), ('w', 3), ('v', 4), ('y', 'new'), ('x', 1)]
# | ['z', 'w', 'v', 'y', 'x', 1, 3, 5] [997, 999, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18] 515
# | True True last z 18
# | (18, 'back') (16, 'back') 513
# | {'b': 9, 'a': 2, 'c': 3} {'a': 2, 'b': 9, 'c': 3} {'c': 3, 'a': 2, 'b': 9} {'b': 9, 'a': 2, 'c': 3, 'd': 4}
# | {K1: 1, K2: 2, K4: 4, K5: 5, K6: 6, K7: 7, K8: 8, K9: 9, K0: 're-added'} 9 False
# | {'49990': 49990, '49991': 49991, '49992': 49992, '49993': 49993, '49994': 49994, '49995': 49995, '49996': 49996, '49997': 49997, '49998': 49998, '49999': 49999} 10
# | 110 ['49999', 0, 1]
