import functools
import itertools

print(list(itertools.chain("ab", [1])), list(itertools.islice(itertools.count(5, 2), 3)))
print(list(itertools.accumulate([1, 2, 3])), list(itertools.product("ab", repeat=2))[:3])
print(list(itertools.permutations("abc", 2))[:3], list(itertools.combinations("abc", 2)))
print([(k, list(g)) for k, g in itertools.groupby("aabbb")])
print(list(itertools.takewhile(lambda x: x < 3, range(9))))
print(list(itertools.dropwhile(lambda x: x < 3, range(5))))
print(list(itertools.zip_longest("ab", "c", fillvalue="-")), list(itertools.repeat(1, 2)))
print(list(itertools.starmap(pow, [(2, 3), (3, 2)])), list(itertools.compress("abc", [1, 0, 1])))
print(list(itertools.pairwise("abc")), [list(t) for t in itertools.tee([1, 2])])
print(list(itertools.islice(itertools.cycle("ab"), 5)))
print(list(itertools.chain.from_iterable(["ab", "c"])), list(itertools.filterfalse(None, [0, 1])))


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(50), fib.cache_info().hits > 0, functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]))
print(functools.partial(int, base=2)("101"))


@functools.total_ordering
class V:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        return self.v == o.v

    def __lt__(self, o):
        return self.v < o.v


print(V(1) <= V(2), V(3) >= V(2), sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))


def deco(f):
    @functools.wraps(f)
    def w(*a):
        return f(*a)
    return w


@deco
def named():
    "Doc."


print(named.__name__, named.__doc__, named.__wrapped__ is not None)


class C:
    @functools.cached_property
    def p(self):
        print("computed")
        return 5


c = C()
print(c.p, c.p)


@functools.singledispatch
def show(x):
    return "object"


@show.register
def _(x: int):
    return "int"


print(show(1), show("a"))

# expect:
# | ['a', 'b', 1] [5, 7, 9]
# | [1, 3, 6] [('a', 'a'), ('a', 'b'), ('b', 'a')]
# | [('a', 'b'), ('a', 'c'), ('b', 'a')] [('a', 'b'), ('a', 'c'), ('b', 'c')]
# | [('a', ['a', 'a']), ('b', ['b', 'b', 'b'])]
# | [0, 1, 2]
# | [3, 4]
# | [('a', 'c'), ('b', '-')] [1, 1]
# | [8, 9] ['a', 'c']
# | [('a', 'b'), ('b', 'c')] [[1, 2], [1, 2]]
# | ['a', 'b', 'a', 'b', 'a']
# | ['a', 'b', 'c'] [0]
# | 12586269025 True 24
# | 5
# | True True [3, 2, 1]
# | named Doc. True
# | computed
# | 5 5
# | int object
