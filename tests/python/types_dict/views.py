d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), "a" in k, 2 in v, ("a", 1) in i, ("a", 2) in i, list(k), type(k).__name__)
d["d"] = 4
del d["a"]
print(k, list(v), len(i))
print(sorted(k & {"b", "z"}), sorted(k | {"z"}), sorted(k - {"b"}), sorted(k ^ {"b", "z"}))
print(sorted(i & {("b", 2)}), sorted({"b"} & k), k & ["c", "b"] == {"b", "c"})
print(k == {"b", "c", "d"}, k <= {"b", "c", "d", "e"}, k > {"b"}, k.isdisjoint({"q"}))
print(i == set(d.items()), v == v, v == d.values(), k == d.keys(), k != {"b"}, k == ["b"])
print(list(reversed(k)), list(reversed(v)), k.mapping, type(k & k).__name__)
try:
    k.mapping["x"] = 1
except TypeError as e:
    print(e)
for f in (lambda: k[0], lambda: k + k, lambda: hash(k), lambda: k.add("x"), lambda: v & v, lambda: i & 5,
          lambda: k < 5):
    try:
        print(f())
    except (TypeError, AttributeError) as e:
        print(e)
x = {"l": []}
print(("l", []) in x.items(), x.items() == {("l", 1)} if False else "unhashable values still compare")
print(x.items() == {"l": []}.items())
print([a + str(b) for a, b in d.items()], sum(d.values()), max(d, key=d.get))
print(dict(map(reversed, d.items())), sorted(d, key=lambda q: -d[q]))

# expect:
# | dict_keys(['a', 'b', 'c']) dict_values([1, 2, 3]) dict_items([('a', 1), ('b', 2), ('c', 3)]) 3 True True True False ['a', 'b', 'c'] dict_keys
# | dict_keys(['b', 'c', 'd']) [2, 3, 4] 3
# | ['b'] ['b', 'c', 'd', 'z'] ['c', 'd'] ['c', 'd', 'z']
# | [('b', 2)] ['b'] True
# | True True True True
# | True True False True True False
# | ['d', 'c', 'b'] [4, 3, 2] {'b': 2, 'c': 3, 'd': 4} set
# | 'mappingproxy' object does not support item assignment
# | 'dict_keys' object is not subscriptable
# | unsupported operand type(s) for +: 'dict_keys' and 'dict_keys'
# | unhashable type: 'dict_keys'
# | 'dict_keys' object has no attribute 'add'
# | unsupported operand type(s) for &: 'dict_values' and 'dict_values'
# | 'int' object is not iterable
# | '<' not supported between instances of 'dict_keys' and 'int'
# | True unhashable values still compare
# | True
# | ['b2', 'c3', 'd4'] 9 d
# | {2: 'b', 3: 'c', 4: 'd'} ['d', 'c', 'b']
