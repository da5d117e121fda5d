d = {"a": 1, "b": 2}
d["c"] = 3
d["a"] = 10
print(d, d["a"], len(d), "a" in d, 1 in d, d.get("z"), d.get("z", 0), d.get("b"), list(d))
print(list(d.values()), list(d.items()))
print(d.pop("b"), d.pop("zz", None), d.setdefault("n", []), d.setdefault("a", 5), d)
d.update({"x": 1}, y=2)
d.update([("z", 3), ("a", 0)])
print(d, d.popitem(), d.popitem(), d.copy() == d, d.copy() is d)
del d["c"]
print(d, dict(), dict(a=1), dict([(1, 2)]), dict({"k": 1}, k=2, m=3), dict(zip("ab", [1, 2])))
print(dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), {**d, "q": 1})
for f in (lambda: d["missing"], lambda: d.pop("missing"), lambda: {}.popitem(), lambda: {[]: 1}, lambda: d[[]],
          lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: dict(5), lambda: d.update(5), lambda: d < {},
          lambda: d + d, lambda: hash(d), lambda: d.get([]), lambda: dict("ab"), lambda: dict.fromkeys(5),
          lambda: d.__delitem__(0), lambda: [] in d):
    try:
        print(f())
    except (KeyError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
print({1: "a", 1.0: "b", True: "c"}, {(1, 2): 3}, {None: 0, "": 1})
print({"a": {"b": {"c": 1}}}["a"]["b"]["c"], {} == {}, {"a": 1, "b": 2} == {"b": 2, "a": 1})
print({1: 2} != {1: 3})
d.clear()
print(d, bool(d), not {}, repr({"k": "v", 1: [1]}), {i: i for i in range(3)}, max({"a": 1, "c": 0}))
print(sorted({"b": 1, "a": 2}.items()), min({3: 1, 2: 5}, key={3: 1, 2: 5}.get))

# expect:
# | {'a': 10, 'b': 2, 'c': 3} 10 3 True False None 0 2 ['a', 'b', 'c']
# | [10, 2, 3] [('a', 10), ('b', 2), ('c', 3)]
# | 2 None [] 10 {'a': 10, 'c': 3, 'n': []}
# | {'a': 0, 'c': 3, 'n': [], 'x': 1} ('z', 3) ('y', 2) True False
# | {'a': 0, 'n': [], 'x': 1} {} {'a': 1} {1: 2} {'k': 2, 'm': 3} {'a': 1, 'b': 2}
# | {'a': None, 'b': None} {1: 0, 2: 0} {'a': 0, 'n': [], 'x': 1, 'q': 1}
# | KeyError 'missing'
# | KeyError 'missing'
# | KeyError 'popitem(): dictionary is empty'
# | TypeError unhashable type: 'list'
# | TypeError unhashable type: 'list'
# | TypeError cannot convert dictionary update sequence element #0 to a sequence
# | ValueError dictionary update sequence element #0 has length 3; 2 is required
# | TypeError 'int' object is not iterable
# | TypeError 'int' object is not iterable
# | TypeError '<' not supported between instances of 'dict' and 'dict'
# | TypeError unsupported operand type(s) for +: 'dict' and 'dict'
# | TypeError unhashable type: 'dict'
# | TypeError unhashable type: 'list'
# | ValueError dictionary update sequence element #0 has length 1; 2 is required
# | TypeError 'int' object is not iterable
# | KeyError 0
# | TypeError unhashable type: 'list'
# | {1: 'c'} {(1, 2): 3} {None: 0, '': 1}
# | 1 True True
# | True
# | {} False True {'k': 'v', 1: [1]} {0: 0, 1: 1, 2: 2} c
# | [('a', 2), ('b', 1)] 3
