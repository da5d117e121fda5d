print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])))
print(list(map(pow, [2, 3], [3, 2])), list(filter(None, [0, 1, "", "a", [], None, 2.5])))
print(list(filter(lambda x: x > 1, [1, 2, 3])), list(filter(str.isdigit, "a1b2")))
m = map(print, "ab")
print("nothing printed yet")
next(m)
print(list(m), type(m).__name__, iter(m) is m)
for f in (lambda: map(), lambda: map(str), lambda: map(str, 5), lambda: filter(None), lambda: filter(None, 5),
          lambda: list(map(5, [1])), lambda: list(filter(5, [1])), lambda: list(map(lambda: 0, [1])),
          lambda: list(map(int, ["x"])), lambda: filter(None, [], 1), lambda: map(str, [1], k=2)):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(sum(map(len, ["a", "bb"])), max(map(abs, [-3, 2])), " ".join(map(str.upper, "ab")))
print(dict(map(lambda kv: (kv[1], kv[0]), {"a": 1}.items())), list(map(list, ["ab", "c"])))
print([*map(int, "123")], set(map(type, [1, "a"])) == {int, str})


def stop(x):
    if x == 2:
        raise StopIteration
    return x


print(list(map(stop, [1, 2, 3])))
print(list(reversed([1, 2])), list(reversed("ab")), list(reversed(range(3))))
print(list(reversed({"a": 1, "b": 2})), type(reversed([])).__name__)
for bad in (5, {1}, (x for x in ())):
    try:
        reversed(bad)
    except TypeError as e:
        print(e)

# expect:
# | ['1', '2'] [11, 22]
# | [8, 9] [1, 'a', 2.5]
# | [2, 3] ['1', '2']
# | nothing printed yet
# | a
# | b
# | [None] map True
# | TypeError map() must have at least two arguments.
# | TypeError map() must have at least two arguments.
# | TypeError 'int' object is not iterable
# | TypeError filter expected 2 arguments, got 1
# | TypeError 'int' object is not iterable
# | TypeError 'int' object is not callable
# | TypeError 'int' object is not callable
# | TypeError <lambda>.<locals>.<lambda>() takes 0 positional arguments but 1 was given
# | ValueError invalid literal for int() with base 10: 'x'
# | TypeError filter expected 2 arguments, got 3
# | TypeError map() takes no keyword arguments
# | 3 3 A B
# | {1: 'a'} [['a', 'b'], ['c']]
# | [1, 2, 3] True
# | [1]
# | [2, 1] ['b', 'a'] [2, 1, 0]
# | ['b', 'a'] list_reverseiterator
# | 'int' object is not reversible
# | 'set' object is not reversible
# | 'generator' object is not reversible
