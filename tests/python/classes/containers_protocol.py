class Seq:
    def __init__(self, *items):
        self.items = list(items)

    def __getitem__(self, i):
        print("getitem", i)
        return self.items[i]

    def __len__(self):
        return len(self.items)


s = Seq("a", "b", "c")
print(list(s))
print("b" in s)
print(list(reversed(s)))
print(s[-1], s[0:2])
a, b, c = s
x, *rest = s


class Full:
    def __setitem__(self, k, v):
        print("set", k, v)

    def __getitem__(self, k):
        return k

    def __delitem__(self, k):
        print("del", k)

    def __contains__(self, x):
        return "truthy" if x else ""

    def __iter__(self):
        yield from (1, 2)

    def __reversed__(self):
        return iter("rev")


f = Full()
f[1] = 2
f[1:2, ::3] = "slices"
f[...] = None
del f[0], f["k"]
print(f[1, 2], f[:], f[1:], f[::2], f[...], f[()], f[lambda: 0].__name__)
print(5 in f, 0 in f, 0 not in f, list(f), "".join(reversed(f)), tuple(f), {*f}, sum(f))


class Missing(dict):
    def __missing__(self, k):
        self[k] = "made " + str(k)
        return self[k]


m = Missing(a=1)
print(m["a"], m["b"], m.get("c"), m)


class Hinted:
    def __length_hint__(self):
        return 10

    def __iter__(self):
        return iter([1])


print(list(Hinted()))


class G:
    def __class_getitem__(cls, k):
        return cls.__name__, k


print(G[int], G[1, 2])
five = 5
for bad in (lambda: five[0], lambda: G()[0], lambda: int[0], lambda: list[0](), lambda: len(G), lambda: iter(G())):
    try:
        print(bad())
    except TypeError as e:
        print(e)

# expect:
# | getitem 0
# | getitem 1
# | getitem 2
# | getitem 3
# | ['a', 'b', 'c']
# | getitem 0
# | getitem 1
# | True
# | getitem 2
# | getitem 1
# | getitem 0
# | ['c', 'b', 'a']
# | getitem -1
# | getitem slice(0, 2, None)
# | c ['a', 'b']
# | getitem 0
# | getitem 1
# | getitem 2
# | getitem 3
# | getitem 0
# | getitem 1
# | getitem 2
# | getitem 3
# | set 1 2
# | set (slice(1, 2, None), slice(None, None, 3)) slices
# | set Ellipsis None
# | del 0
# | del k
# | (1, 2) slice(None, None, None) slice(1, None, None) slice(None, None, 2) Ellipsis () <lambda>
# | True False True [1, 2] rev (1, 2) {1, 2} 3
# | 1 made b None {'a': 1, 'b': 'made b'}
# | [1]
# | ('G', <class 'int'>) ('G', (1, 2))
# | 'int' object is not subscriptable
# | 'G' object is not subscriptable
# | type 'int' is not subscriptable
# | []
# | object of type 'type' has no len()
# | 'G' object is not iterable
