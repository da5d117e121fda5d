t = (1, 2, 3, 2)
print(t, (), (1,), t[0], t[-1], t[1:3], t[::-1], len(t), t.count(2), t.index(2), t.index(2, 2), 3 in t)
print(t + (4,), t * 2, 2 * (0,), min(t), sum(t))
print(tuple("abc"), tuple([1]), tuple(), tuple(range(3)), tuple(x for x in "xy"), tuple(t) is t)
print(t[:] is t, (1, 2) == (1, 2), (1, 2) < (1, 3), (1,) < (1, 0), () < (0,), (1, "a") != (1, "b"))
print(hash((1, 2)) == hash((1, 2)))
print({(1, 2): "v"}[1, 2], ((1, 2), [3]), (1, (2, (3,))), repr((None,)), str(()), type(()))
print((lambda *a: a)(1), divmod(7, 2))
for f in (lambda: t[9], lambda: t.__setitem__, lambda: t.index(9), lambda: hash(([],)), lambda: t + [1],
          lambda: t < 5, lambda: t * 1.5, lambda: tuple(5), lambda: t.append, lambda: t["a"],
          lambda: tuple(1, 2)):
    try:
        print(f())
    except (IndexError, TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)
x = ([1], 2)
x[0].append(5)
print(x)
try:
    x[0] += [6]
except TypeError as e:
    print(e, x)
a, b = b, a = 1, 2
print(a, b)
t2 = t
t2 += (9,)
print(t, t2)
print(sorted([(2, "b"), (1, "z"), (1, "a")]), max((1, 5), (1, 4, 9)), dict([(1, 2), (3, 4)]), list(zip((1, 2), "ab")), *(1, 2))
for i, (k, v) in enumerate(((1, 2), (3, 4))):
    print(i, k, v)
big = tuple(range(100000))
print(len(big), big[50000], sum(big), big == tuple(range(100000)))
print(hash(big) == hash(tuple(range(100000))), 99999 in big)

# expect:
# | (1, 2, 3, 2) () (1,) 1 2 (2, 3) (2, 3, 2, 1) 4 2 1 3 True
# | (1, 2, 3, 2, 4) (1, 2, 3, 2, 1, 2, 3, 2) (0, 0) 1 8
# | ('a', 'b', 'c') (1,) () (0, 1, 2) ('x', 'y') True
# | True True True True True True
# | True
# | v ((1, 2), [3]) (1, (2, (3,))) (None,) () <class 'tuple'>
# | (1,) (3, 1)
# | IndexError tuple index out of range
# | AttributeError 'tuple' object has no attribute '__setitem__'
# | ValueError tuple.index(x): x not in tuple
# | TypeError unhashable type: 'list'
# | TypeError can only concatenate tuple (not "list") to tuple
# | TypeError '<' not supported between instances of 'tuple' and 'int'
# | TypeError can't multiply sequence by non-int of type 'float'
# | TypeError 'int' object is not iterable
# | AttributeError 'tuple' object has no attribute 'append'
# | TypeError tuple indices must be integers or slices, not str
# | TypeError tuple expected at most 1 argument, got 2
# | ([1, 5], 2)
# | 'tuple' object does not support item assignment ([1, 5, 6], 2)
# | 2 1
# | (1, 2, 3, 2) (1, 2, 3, 2, 9)
# | [(1, 'a'), (1, 'z'), (2, 'b')] (1, 5) {1: 2, 3: 4} [(1, 'a'), (2, 'b')] 1 2
# | 0 1 2
# | 1 3 4
# | 100000 50000 4999950000 True
# | True True
