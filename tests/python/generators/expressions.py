g = (x * x for x in range(5))
print(type(g).__name__, list(g), list(g))
print(sum(x for x in range(10) if x % 2), max((len(w), w) for w in ["a", "bbb", "cc"]))
print(list((x, y) for x in range(3) for y in range(x)), dict((k, v) for k, v in [(1, 2)]))


def loud(name):
    print("evaluated", name)
    return range(2)


g = (x + y for x in loud("outer") for y in loud("inner"))
print("made")
print(list(g))
try:
    (x for x in 5)
except TypeError as e:
    print("at once:", e)
g = (x for x in range(3) for y in 5)
try:
    next(g)
except TypeError as e:
    print("later:", e)
n = 10
g = (n + x for x in range(2))
n = 100
print(list(g))
print("".join(c.upper() for c in "abc"), any(x > 2 for x in range(5)), all(x < 5 for x in range(5)))
gens = [(i * j for j in range(3)) for i in range(3)]
print([list(g) for g in gens])
nested = ((y for y in range(x)) for x in range(4))
print([list(i) for i in nested])


def primes():
    seq = iter(range(2, 10 ** 9))
    while True:
        p = next(seq)
        yield p
        seq = (n for n in seq if n % p) if p is None else filter(lambda n, p=p: n % p, seq)


it = primes()
print([next(it) for _ in range(12)])
g = (1 / x for x in (1, 0, 2))
print(next(g))
try:
    next(g)
except ZeroDivisionError as e:
    print(e, list(g))
print(repr((x for x in ())).split(" at ")[0], (x for x in ()).gi_code.co_name)

# expect:
# | generator [0, 1, 4, 9, 16] []
# | 25 (3, 'bbb')
# | [(1, 0), (2, 0), (2, 1)] {1: 2}
# | evaluated outer
# | made
# | evaluated inner
# | evaluated inner
# | [0, 1, 1, 2]
# | at once: 'int' object is not iterable
# | later: 'int' object is not iterable
# | [100, 101]
# | ABC True True
# | [[0, 2, 4], [0, 2, 4], [0, 2, 4]]
# | [[], [0], [0, 1], [0, 1, 2]]
# | [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]
# | 1.0
# | division by zero []
# | <generator object <genexpr> <genexpr>
