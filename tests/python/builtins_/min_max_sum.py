print(min(3, 1, 2), max([3, 1, 2]), min("hello"), max({"a": 1, "b": 0}), min([], default=5))
print(max((), default=None), max("a", "bb", key=len), min([1, -5, 3], key=abs))
print(max([(1, "a"), (1, "b")]), min(x for x in (4, 2)))
print(sum([1, 2]), sum([]), sum([1.5, 2]), sum([[1], [2]], []), sum((1, 2), 10), sum(range(100)))
print(sum([True, True]), sum([2 ** 62, 2 ** 62, 2 ** 62]), sum([1, 2.5, 3]), sum([], start="x"))
print(sum([1j, 1]))
print(max([1, 1.0, True]), min([True, 1, 1.0]), max([[1, 2], [1, 3]]), max(1, 2.5), min("b", "a", "c"))
print(max(["aa", "b"], key=lambda s: s), max([1, 2], key=None))
for f in (lambda: min(), lambda: min([]), lambda: min(1), lambda: min(1, "a"), lambda: max(1, 2, default=3),
          lambda: max([1, None]), lambda: sum("ab"), lambda: sum(["a"], ""), lambda: sum([b"a"], b""),
          lambda: sum([1, "a"]), lambda: sum(), lambda: max([1], key=5), lambda: min([1, 2], key=lambda x: x.y),
          lambda: sum([[1]], 5), lambda: max(x=1)):
    try:
        print(f())
    except (TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)

# expect:
# | 1 3 e b 5
# | None bb 1
# | (1, 'b') 2
# | 3 0 3.5 [1, 2] 13 4950
# stderr:
# | Traceback (most recent call last):
# |   File "min_max_sum.py", line 5, in <module>
# |     print(sum([True, True]), sum([2 ** 62, 2 ** 62, 2 ** 62]), sum([1, 2.5, 3]), sum([], start="x"))
# |                                                                                  ^^^^^^^^^^^^^^^^^^
# | TypeError: sum() can't sum strings [use ''.join(seq) instead]
# exit: 1
