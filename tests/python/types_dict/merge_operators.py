a, b = {"x": 1, "y": 2}, {"y": 20, "z": 30}
print(a | b, b | a, a, {**a, **b}, a | {}, {} | a)
c = a
c |= b
print(c is a, a)
c |= [("k", "v"), ("x", 0)]
print(a)
for f in (lambda: a | [("k", 1)], lambda: [] | a, lambda: a.__ior__(5), lambda: a & b, lambda: a - b):
    try:
        print(f())
    except TypeError as e:
        print(e)


class D(dict):
    pass


class R(dict):
    def __ror__(self, o):
        return "ror"

    def __or__(self, o):
        return "or"


print(type(D(a=1) | {"b": 2}).__name__, {} | R(), R() | {}, D(a=1) | D(b=2))
d = {"n": {"deep": 1}}
e = d.copy()
e["n"]["deep"] = 2
print(d, d | {}, dict(d) == d, (d | {"n": 0}), d)
f = dict(a=1, **{"b": 2})
f.update(f)
print(f)

# expect:
# | {'x': 1, 'y': 20, 'z': 30} {'y': 2, 'z': 30, 'x': 1} {'x': 1, 'y': 2} {'x': 1, 'y': 20, 'z': 30} {'x': 1, 'y': 2} {'x': 1, 'y': 2}
# | True {'x': 1, 'y': 20, 'z': 30}
# | {'x': 0, 'y': 20, 'z': 30, 'k': 'v'}
# | unsupported operand type(s) for |: 'dict' and 'list'
# | unsupported operand type(s) for |: 'list' and 'dict'
# | 'int' object is not iterable
# | unsupported operand type(s) for &: 'dict' and 'dict'
# | unsupported operand type(s) for -: 'dict' and 'dict'
# | dict ror or {'a': 1, 'b': 2}
# | {'n': {'deep': 2}} {'n': {'deep': 2}} True {'n': 0} {'n': {'deep': 2}}
# | {'a': 1, 'b': 2}
