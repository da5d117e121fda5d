print({x: x * x for x in range(5)}, {k: v for v, k in enumerate("abc")})
print({k: v for k, v in {"a": 1, "b": 2}.items() if v > 1})
print({x % 3 for x in range(10)} == {0, 1, 2}, sorted({c for c in "hello"}))
print({i: [j for j in range(i)] for i in range(3)}, {(i, j): i * j for i in range(2) for j in range(2)})
print({x: y for x in range(3) for y in range(x)})


def note(x):
    print(x, end=" ")
    return x


print({note("k%d" % i): note("v%d" % i) for i in range(2)})
print({**{"a": 1}, "b": 2, **{"a": 3}}, {*"ab"} == {"a", "b"})
try:
    {[]: 1 for _ in range(1)}
except TypeError as e:
    print(e)
try:
    {[] for _ in range(1)}
except TypeError as e:
    print(e)
inv = {v: k for k, v in {"one": 1, "two": 2}.items()}
print(inv)
words = "the cat the dog the end".split()
print({w: words.count(w) for w in words})
print({f"{k!s:>3}": v for k, v in zip("ab", [1, 2])}, {a for a in ()}, {a: a for a in ()})
groups = {}
[groups.setdefault(len(w), []).append(w) for w in words]
print(groups)

# expect:
# | {0: 0, 1: 1, 2: 4, 3: 9, 4: 16} {'a': 0, 'b': 1, 'c': 2}
# | {'b': 2}
# | True ['e', 'h', 'l', 'o']
# | {0: [], 1: [0], 2: [0, 1]} {(0, 0): 0, (0, 1): 0, (1, 0): 0, (1, 1): 1}
# | {1: 0, 2: 1}
# | k0 v0 k1 v1 {'k0': 'v0', 'k1': 'v1'}
# | {'a': 3, 'b': 2} True
# | unhashable type: 'list'
# | unhashable type: 'list'
# | {1: 'one', 2: 'two'}
# | {'the': 3, 'cat': 1, 'dog': 1, 'end': 1}
# | {'  a': 1, '  b': 2} set() {}
# | {3: ['the', 'cat', 'the', 'dog', 'the', 'end']}
