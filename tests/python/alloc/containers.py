lst = [i * i for i in range(20)]
lst.append(400)
lst.extend("ab")
lst[2:4] = ["x", "y", "z"]
del lst[0], lst[::5]
lst.insert(1, [])
print(lst, lst.pop(), lst.index("x"), len(lst), lst[::-1][:3], lst * 2 == lst + lst)
t = (1, (2, 3), *"ab")
print(t, t[1], t + t, hash(t[:2]) == hash((1, (2, 3))), tuple(x for x in t))
d = {k: i for i, k in enumerate("abcdefghij")}
d.update(z=1, **{"y": 2})
d["new"] = d.setdefault("q", [])
print(d, d.pop("a"), d.popitem(), list(d.items())[:2], d | {"b": 5} != d, d.get("none"))
print(dict(zip("ab", [1, 2])), d.keys() & {"b", "c"} == {"b", "c"})
s = {1, 2, 3} | set(range(10)) - {5}
s.add("x")
s.discard(1)
print(len(s), s & {2, 99}, {1, 2} ^ {2, 3} == {1, 3}, frozenset([1]) in {frozenset([1])})
print(sorted([3, 1, 2], key=lambda x: -x), sorted(["b", "a"]), list(reversed([1, 2])))
print(list(map(str, [1, 2])), list(filter(None, [0, 1])), list(zip([1, 2], "ab")))
print(sum([1, 2.5]), max([3, 1]), any([0, 1]), list(range(10, 0, -3)), slice(1, 2))
print(bytearray(b"abc") + b"d", memoryview(b"xyz")[1])
a, *b, (c, e) = [1, 2, 3, (4, 5)]
print(a, b, c, e, [[]] * 2, repr(d)[:20])
big = list(range(1000))
big = {i: str(i) for i in big}
big.clear()

# expect:
# | ['x', [], 'y', 'z', 16, 36, 49, 64, 81, 121, 144, 169, 196, 256, 289, 324, 361, 'a'] b 0 18 ['a', 361, 324] True
# | (1, (2, 3), 'a', 'b') (2, 3) (1, (2, 3), 'a', 'b', 1, (2, 3), 'a', 'b') True (1, (2, 3), 'a', 'b')
# | {'b': 1, 'c': 2, 'd': 3, 'e': 4, 'f': 5, 'g': 6, 'h': 7, 'i': 8, 'j': 9, 'z': 1, 'y': 2, 'q': []} 0 ('new', []) [('b', 1), ('c', 2)] True None
# | {'a': 1, 'b': 2} True
# | 9 {2} True True
# | [3, 2, 1] ['a', 'b'] [2, 1]
# | ['1', '2'] [1] [(1, 'a'), (2, 'b')]
# | 3.5 3 True [10, 7, 4, 1] slice(1, 2, None)
# | bytearray(b'abcd') 121
# | 1 [2, 3] 4 5 [[], []] {'b': 1, 'c': 2, 'd'
