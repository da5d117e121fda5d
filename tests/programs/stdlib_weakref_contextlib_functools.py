# weakref, contextlib, functools, collections and dataclasses-free class tools, unchanged.
import collections
import contextlib
import functools
import weakref

for m in (collections, contextlib, functools, weakref):
    with open(m.__file__, encoding="utf-8") as f:
        print(m.__name__, sum(1 for line in f) >= 500)


@contextlib.contextmanager
def tag(name):
    print("<%s>" % name)
    try:
        yield name.upper()
    except ValueError as e:
        print("swallowed", e)
    finally:
        print("</%s>" % name)


with tag("a") as t, tag("b"):
    print(t)
with tag("c"):
    raise ValueError("inside")
with contextlib.suppress(KeyError, ZeroDivisionError):
    {}["x"]
with contextlib.ExitStack() as stack:
    for n in "xyz":
        stack.enter_context(tag(n))
    stack.callback(print, "callback", 1, sep="=")
    print("in the stack")


class Closes:
    def close(self):
        print("closed")


with contextlib.closing(Closes()), contextlib.nullcontext(5) as five:
    print(five)


@tag("decorated")
def f():
    print("body")


f()
f()


class Money:
    pool = weakref.WeakValueDictionary()

    def __new__(cls, n):
        self = cls.pool.get(n)
        if self is None:
            self = object.__new__(cls)
            cls.pool[n] = self
        return self

    def __init__(self, n):
        self.n = n


m, n = Money(5), Money(5)
print(m is n, len(Money.pool))
del m, n
print(len(Money.pool))


@functools.lru_cache(maxsize=3)
def square(x):
    print("computing", x)
    return x * x


print([square(i) for i in (1, 2, 1, 3, 4, 1)], square.cache_info())
square.cache_clear()


@functools.singledispatch
def describe(x):
    return "something"


@describe.register(int)
@describe.register(float)
def _(x):
    return "number %s" % x


@describe.register
def _(x: list):
    return "list of " + ", ".join(map(describe, x))


print(describe("s"), describe(5), describe([1, "a", [2.5]]), describe(True))
p = functools.partial(lambda *a, **k: (a, k), 1, x=2)
print(p(3, y=4), p.args, p.keywords, functools.reduce(lambda a, b: a + b, [[1], [2]], []))


class Base:
    @functools.cached_property
    def heavy(self):
        print("once")
        return 42

    @functools.partialmethod
    def no(self):
        pass

    greet = functools.partialmethod(lambda self, a, b: (a, b), "hello")


b = Base()
print(b.heavy, b.heavy, b.greet("you"))
P = collections.namedtuple("P", ["x", "y"])
print(P(1, 2), P(1, 2)._replace(x=5), max([P(1, 9), P(2, 0)]))
print(collections.Counter("abracadabra").most_common(2), collections.OrderedDict([("a", 1)]))
print(dict(collections.ChainMap({1: 2}, {1: 3, 4: 5})))
d = collections.defaultdict(lambda: collections.defaultdict(int))
for w in "the cat the hat".split():
    d[w[0]][w] += 1
print({k: dict(v) for k, v in d.items()})
q = collections.deque(maxlen=3)
for i in range(5):
    q.append(i)
print(q, list(map(str, q)))
w = weakref.WeakKeyDictionary()
keys = [Base() for _ in range(4)]
for i, k in enumerate(keys):
    w[k] = i
keys.pop(0)
del k
print(sorted(w.values()), len(w))
weakref.finalize(b, print, "b is finalized")
del b

# expect:
# | collections True
# | contextlib True
# | functools True
# | weakref True
# | <a>
# | <b>
# | A
# | </b>
# | </a>
# | <c>
# | swallowed inside
# | </c>
# | <x>
# | <y>
# | <z>
# | in the stack
# | callback=1
# | </z>
# | </y>
# | </x>
# | 5
# | closed
# | <decorated>
# | body
# | </decorated>
# | <decorated>
# | body
# | </decorated>
# | True 1
# | 0
# | computing 1
# | computing 2
# | computing 3
# | computing 4
# | [1, 4, 1, 9, 16, 1] CacheInfo(hits=2, misses=4, maxsize=3, currsize=3)
# | something number 5 list of number 1, something, list of number 2.5 number True
# | ((1, 3), {'x': 2, 'y': 4}) (1,) {'x': 2} [1, 2]
# | once
# | 42 42 ('hello', 'you')
# | P(x=1, y=2) P(x=5, y=2) P(x=2, y=0)
# | [('a', 5), ('b', 2)] OrderedDict([('a', 1)])
# | {1: 2, 4: 5}
# | {'t': {'the': 2}, 'c': {'cat': 1}, 'h': {'hat': 1}}
# | deque([2, 3, 4], maxlen=3) ['2', '3', '4']
# | [1, 2, 3] 3
# | b is finalized
