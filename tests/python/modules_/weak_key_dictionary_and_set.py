import weakref


class K:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return hash(self.n)

    def __eq__(self, o):
        return self.n == o.n


d = weakref.WeakKeyDictionary()
a, b = K("a"), K("b")
d[a] = "data a"
d[b] = "data b"
d[K("dead")] = 1
print(len(d), a in d, d[K("a")], d.get(K("zz"), "none"), sorted(d.values()), sorted(k.n for k in d))
del a
print(len(d), [k.n for k in d.keys()], d.pop(b), len(d))
try:
    d[5] = 1
except TypeError as e:
    print(e)
s = weakref.WeakSet()
x, y = K(1), K(2)
s.add(x)
s.add(y)
s.add(K(3))
print(len(s), x in s, K(2) in s, sorted(k.n for k in s), 5 in s)
s.discard(K(1))
print(len(s))
s.add(x)
del x
print(len(s), [k.n for k in s])
s.remove(y)
try:
    s.remove(y)
except KeyError:
    print("KeyError")


class Node:
    registry = weakref.WeakSet()

    def __init__(self):
        Node.registry.add(self)


nodes = [Node() for _ in range(5)]
print(len(Node.registry))
nodes.pop()
print(len(Node.registry))
nodes = None
print(len(Node.registry), list(Node.registry))

# expect:
# | 2 True data a none ['data a', 'data b'] ['a', 'b']
# | 1 ['b'] data b 0
# | cannot create weak reference to 'int' object
# | 2 True True [1, 2] False
# | 1
# | 1 [2]
# | KeyError
# | 5
# | 4
# | 0 []
