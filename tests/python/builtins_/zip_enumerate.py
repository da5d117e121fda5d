print(list(zip("ab", [1, 2, 3])), list(zip()), list(zip("abc")), dict(zip("ab", (1, 2))))
print(list(zip(range(3), "xyz", [True] * 3)), list(zip(*[(1, 2), (3, 4)])))
print(list(zip("ab", [1, 2], strict=True)), list(enumerate("ab")), list(enumerate("ab", 5)))
print(list(enumerate([], start=2)), next(enumerate("x", 10 ** 20)))
for f in (lambda: list(zip("abc", [1], strict=True)), lambda: list(zip("a", [1, 2], strict=True)),
          lambda: list(zip("ab", "ab", "a", strict=True)), lambda: zip(5), lambda: zip("a", 5),
          lambda: enumerate(), lambda: enumerate(5), lambda: enumerate("a", "x"), lambda: enumerate("a", 1.5),
          lambda: zip("a", bad=1)):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


def noisy(name, n):
    for i in range(n):
        print(name, i, end="; ")
        yield i


print(list(zip(noisy("a", 2), noisy("b", 5))))
print(list(zip(noisy("a", 5), noisy("b", 2))))
z = zip([1, 2], "ab")
print(next(z), iter(z) is z, list(z), list(z), type(z).__name__)
for i, (a, b) in enumerate(zip("xy", [1, 2])):
    print(i, a, b)
it = iter(range(6))
print(list(zip(it, it)), list(zip(*[iter(range(6))] * 3)))

# expect:
# | [('a', 1), ('b', 2)] [] [('a',), ('b',), ('c',)] {'a': 1, 'b': 2}
# | [(0, 'x', True), (1, 'y', True), (2, 'z', True)] [(1, 3), (2, 4)]
# | [('a', 1), ('b', 2)] [(0, 'a'), (1, 'b')] [(5, 'a'), (6, 'b')]
# | [] (100000000000000000000, 'x')
# | ValueError zip() argument 2 is shorter than argument 1
# | ValueError zip() argument 2 is longer than argument 1
# | ValueError zip() argument 3 is shorter than arguments 1-2
# | TypeError 'int' object is not iterable
# | TypeError 'int' object is not iterable
# | TypeError enumerate() missing required argument 'iterable'
# | TypeError 'int' object is not iterable
# | TypeError 'str' object cannot be interpreted as an integer
# | TypeError 'float' object cannot be interpreted as an integer
# | TypeError 'bad' is an invalid keyword argument for zip()
# | a 0; b 0; a 1; b 1; [(0, 0), (1, 1)]
# | a 0; b 0; a 1; b 1; a 2; [(0, 0), (1, 1)]
# | (1, 'a') True [(2, 'b')] [] zip
# | 0 x 1
# | 1 y 2
# | [(0, 1), (2, 3), (4, 5)] [(0, 1, 2), (3, 4, 5)]
