from collections import ChainMap, Counter, OrderedDict, UserDict, defaultdict, deque, namedtuple

d = deque([1, 2, 3], maxlen=4)
d.append(4)
d.append(5)
d.appendleft(0)
d.rotate(1)
print(d, d.pop(), d.popleft(), list(d), len(d), d[0], 2 in d, d.maxlen)
c = Counter("mississippi")
print(c.most_common(2), c["s"], c["zz"], sum(c.values()), sorted((c + Counter("sip")).items()))
print(sorted((c - Counter("ssi")).items()))
dd = defaultdict(list)
dd["a"].append(1)
print(dd, dd["b"], "c" in dd, dd.default_factory)
P = namedtuple("P", "x y", defaults=[5])
p = P(1)
print(p, p.x, p[1], p._replace(y=9), p._asdict(), P._fields, p == (1, 5), P(y=1, x=2), P._make([7, 8]))
od = OrderedDict(a=1, b=2)
od.move_to_end("a")
print(od, od.popitem(last=False), list(reversed(od)))
cm = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(cm["a"], cm["b"], len(cm), sorted(cm))


class U(UserDict):
    def __setitem__(self, k, v):
        super().__setitem__(k, v * 2)


u = U(a=1)
u["b"] = 5
print(u, u.data)
try:
    P(1, 2, 3)
except TypeError as e:
    print(e)
try:
    deque().pop()
except IndexError as e:
    print(e)
try:
    dd2 = defaultdict(5)
except TypeError as e:
    print(e)

# expect:
# | deque([0, 2], maxlen=4) 3 4 [0, 2] 2 0 True 4
# | [('i', 4), ('s', 4)] 4 0 11 [('i', 5), ('m', 1), ('p', 3), ('s', 5)]
# | [('i', 3), ('m', 1), ('p', 2), ('s', 2)]
# | defaultdict(<class 'list'>, {'a': [1], 'b': []}) [] False <class 'list'>
# | P(x=1, y=5) 1 5 P(x=1, y=9) {'x': 1, 'y': 5} ('x', 'y') True P(x=2, y=1) P(x=7, y=8)
# | OrderedDict([('a', 1)]) ('b', 2) ['a']
# | 1 3 2 ['a', 'b']
# | {'a': 2, 'b': 10} {'a': 2, 'b': 10}
# | P.__new__() takes from 2 to 3 positional arguments but 4 were given
# | pop from an empty deque
# | first argument must be callable or None
