# A dict that gets its first container late is young all the same, and attributes beyond those of __init__ are no
# objects of their own: not in counts, not in gc.garbage, not between an instance and what it refers to.
import gc


class Node:
    def __init__(self):
        self.x = 0


def pair():
    a, b = Node(), Node()
    a.peer, b.peer = b, a
    return a, b


gc.disable()
gc.collect()
first = pair()
print([type(x).__name__ for x in gc.get_referents(first[0]) if type(x) is not int])
print(first[0] in gc.get_referrers(first[1]))
del first
print(gc.collect(0))

d = {"a": 1}
d["self"] = d
del d
print(gc.collect(0))


class Saved:
    def __init__(self):
        self.x = 0


a = Saved()
a.me = a
gc.set_debug(gc.DEBUG_SAVEALL)
del a
print(gc.collect(0), gc.garbage[0].me is gc.garbage[0], len(gc.garbage))
gc.set_debug(0)
inside = gc.garbage[0].__dict__
print(sorted(inside), any(x is inside for x in gc.get_objects()))
gc.garbage.clear()
del inside
print(gc.is_tracked(pair.__code__))
space = {}
exec("def f(): pass", space)
gc.collect()
del space
print(gc.collect())

# expect:
# | ['Node', 'type']
# | True
# | 2
# | 1
# | 1 True 1
# | ['me', 'x'] True
# | False
# | 2
