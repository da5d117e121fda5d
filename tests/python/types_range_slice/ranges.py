r = range(10)
print(r, len(r), r[0], r[-1], r[2:5], r[::-1], r[::3], 5 in r, 10 in r, 5.0 in r, "a" in r, list(r))
print(range(5, 0, -2), list(range(5, 0, -2)), range(0) == range(5, 5), range(0, 3, 2) == range(0, 4, 2))
print(bool(range(0)))
print(r.start, r.stop, r.step, r.index(3), r.count(3), r.count(99), range(1, 10, 3)[1:])
print(list(reversed(range(3))), hash(range(3)) == hash(range(0, 3)), {range(2): 1}[range(2)])
print(sum(range(101)), max(range(5)), range(3) == [0, 1, 2])
big = range(10 ** 20, 10 ** 20 + 10, 3)
print(list(big), big[1], len(big), 10 ** 20 + 3 in big, 10 ** 20 + 4 in big)
print(range(-10 ** 30, 10 ** 30)[5], range(10 ** 30)[-1], big.index(10 ** 20 + 6))
print(list(range(2 ** 63 - 2, 2 ** 63 + 1)), list(reversed(big)))
for f in (lambda: range(1, 2, 0), lambda: range("a"), lambda: range(1.0), lambda: range(),
          lambda: range(1, 2, 3, 4), lambda: r[10], lambda: r[-11], lambda: r["a"], lambda: r.index(99),
          lambda: len(range(10 ** 30)), lambda: r.__setitem__, lambda: r + r, lambda: r < r,
          lambda: range(stop=5), lambda: setattr(r, "start", 1)):
    try:
        print(f())
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError) as e:
        print(type(e).__name__, e)


class I:
    def __index__(self):
        return 3


print(list(range(I())), range(I()), range(True), list(range(-3)), range(5)[I()])
print(iter(range(2)).__class__.__name__, next(iter(range(7, 8))), list(map(lambda x: x * x, range(4))))
print([*range(2), *range(2)])
it = iter(range(3))
print(next(it), it.__length_hint__(), list(it), list(it))
total = 0
for i in range(300000):
    total += i
print(total, i)

# expect:
# | range(0, 10) 10 0 9 range(2, 5) range(9, -1, -1) range(0, 10, 3) True False True False [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
# | range(5, 0, -2) [5, 3, 1] True True
# | False
# | 0 10 1 3 1 0 range(4, 10, 3)
# | [2, 1, 0] True 1
# | 5050 4 False
# | [100000000000000000000, 100000000000000000003, 100000000000000000006, 100000000000000000009] 100000000000000000003 4 True False
# | -999999999999999999999999999995 999999999999999999999999999999 2
# | [9223372036854775806, 9223372036854775807, 9223372036854775808] [100000000000000000009, 100000000000000000006, 100000000000000000003, 100000000000000000000]
# | ValueError range() arg 3 must not be zero
# | TypeError 'str' object cannot be interpreted as an integer
# | TypeError 'float' object cannot be interpreted as an integer
# | TypeError range expected at least 1 argument, got 0
# | TypeError range expected at most 3 arguments, got 4
# | IndexError range object index out of range
# | IndexError range object index out of range
# | TypeError range indices must be integers or slices, not str
# | ValueError 99 is not in range
# | OverflowError Python int too large to convert to C ssize_t
# | AttributeError 'range' object has no attribute '__setitem__'
# | TypeError unsupported operand type(s) for +: 'range' and 'range'
# | TypeError '<' not supported between instances of 'range' and 'range'
# | TypeError range() takes no keyword arguments
# | AttributeError readonly attribute
# | [0, 1, 2] range(0, 3) range(0, 1) [] 3
# | range_iterator 7 [0, 1, 4, 9]
# | [0, 1, 0, 1]
# | 0 2 [1, 2] []
# | 44999850000 299999
