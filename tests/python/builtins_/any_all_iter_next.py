print(any([]), all([]), any([0, "", 3]), all([1, "a", [0]]), any(x > 2 for x in range(5)))
print(all(x > 2 for x in range(5)), any({0: 1}), all({1: 0}))


def trace(x):
    print("check", x, end=" ")
    return x


print(any(map(trace, [0, 1, 2])), all(map(trace, [1, 0, 2])))
it = iter([1, 2])
print(next(it), next(it), next(it, "done"), next(it, None))
n = [3]


def countdown():
    n[0] -= 1
    return n[0]


print(list(iter(countdown, 0)))
lines = iter(["a", "b", "", "c"])
print(list(iter(lambda: next(lines), "")), list(lines))
s = iter(countdown, n[0] - 1)
print(list(s), list(s), type(s).__name__)
for f in (lambda: iter(5), lambda: iter(5, 5), lambda: next(5), lambda: next([1]), lambda: next(iter([])),
          lambda: iter(), lambda: next(), lambda: any(5), lambda: all(), lambda: iter([], 1),
          lambda: next(iter([]), 1, 2)):
    try:
        print(f())
    except (TypeError, StopIteration) as e:
        print(type(e).__name__, e)
for x in ([], (), "", {}, set(), range(0), b"", bytearray(), {}.keys(), {}.values(), {}.items(), [].__iter__(),
          reversed([]), zip(), (i for i in ())):
    print(type(iter(x)).__name__, end=" ")
print()

# expect:
# | False True True True True
# | False False True
# | check 0 check 1 check 1 check 0 True False
# | 1 2 done None
# | [2, 1]
# | ['a', 'b'] ['c']
# | [] [] callable_iterator
# | TypeError 'int' object is not iterable
# | TypeError iter(v, w): v must be callable
# | TypeError 'int' object is not an iterator
# | TypeError 'list' object is not an iterator
# | StopIteration 
# | TypeError iter expected at least 1 argument, got 0
# | TypeError next expected at least 1 argument, got 0
# | TypeError 'int' object is not iterable
# | TypeError all() takes exactly one argument (0 given)
# | TypeError iter(v, w): v must be callable
# | TypeError next expected at most 2 arguments, got 3
# | list_iterator tuple_iterator str_ascii_iterator dict_keyiterator set_iterator range_iterator bytes_iterator bytearray_iterator dict_keyiterator dict_valueiterator dict_itemiterator list_iterator list_reverseiterator zip generator 
