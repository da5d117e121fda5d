import sys


class C:
    def __iter__(self):
        raise ValueError

    def __hash__(self):
        raise ValueError

    def __len__(self):
        return -1

    def __index__(self):
        raise ValueError

    def __getattr__(self, name):
        raise AttributeError(name)

    def __call__(self):
        raise KeyError

    def __eq__(self, other):
        raise ValueError

    def __str__(self):
        return 5


o = C()
key = object()
base = sys.getrefcount(o)
attempts = [
    lambda: list(o), lambda: {o: 1}, lambda: {o}, lambda: len(o), lambda: [1][o], lambda: o.missing, lambda: o(),
    lambda: o(1, 2), lambda: o == 1, lambda: str(o), lambda: o + 1, lambda: o < o, lambda: o[0], lambda: (o, 1) == (o, 2),
    lambda: [o].index(5), lambda: f"{o}", lambda: "%s" % o, lambda: {1: o}[2], lambda: [o, o].remove(3), lambda: max(o, o),
    lambda: sorted([o, o]), lambda: sum([o, o]), lambda: dict([o]), lambda: int(o), lambda: range(o),
    lambda: print(*o), lambda: print(**{"x": o}), lambda: isinstance(1, o), lambda: setattr(1, "x", o),
    lambda: getattr(o, o), lambda: iter(o), lambda: next(o), lambda: "".join([o]), lambda: bytes([o]), lambda: o.x.y,
]
failed = 0
for f in attempts:
    try:
        f()
    except Exception:
        failed += 1
    if sys.getrefcount(o) != base:
        print("count changed by", sys.getrefcount(o) - base, "in attempt", attempts.index(f))
        base = sys.getrefcount(o)
print(failed, len(attempts))

# expect:
# | 34 35
