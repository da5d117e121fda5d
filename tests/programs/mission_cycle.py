# Two lists that hold each other: counts alone cannot free them, the collector does.
import gc
import weakref

gc.disable()
gc.collect()


class List(list):
    pass


a, b = List(), List()
a.append(b)
b.append(a)
wa, wb = weakref.ref(a), weakref.ref(b)
del a, b
print("unreachable, still there:", wa() is not None, wb() is not None)
print("gc.collect() found", gc.collect(), "objects")
print("gone:", wa(), wb())
ring = [List() for i in range(1000)]
for i, node in enumerate(ring):
    node.append(ring[i - 1])
watch = [weakref.ref(n) for n in ring]
del ring, node
print("a ring of 1000, alive:", sum(w() is not None for w in watch))
print("found", gc.collect(), "alive:", sum(w() is not None for w in watch))
one = List()
one.append(one)
kept = one
del one
print("reachable cycles are not garbage:", gc.collect(), kept[0] is kept)
gc.enable()
for i in range(100000):
    c = List()
    c.append(c)
del c
print("left to itself the collector keeps up:", sum(type(o) is List for o in gc.get_objects()) < 20000)

# expect:
# | unreachable, still there: True True
# | gc.collect() found 2 objects
# | gone: None None
# | a ring of 1000, alive: 1000
# | found 1000 alive: 0
# | reachable cycles are not garbage: 0 True
# | left to itself the collector keeps up: True
