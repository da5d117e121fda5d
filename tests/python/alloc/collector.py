import gc

gc.disable()


class Node:
    def __init__(self, name):
        self.name = name
        self.links = []

    def __del__(self):
        log.append(self.name)


log = []
a, b = Node("a"), Node("b")
a.links.append(b)
b.links.append(a)
del a, b
gc.collect()
print(sorted(log))
ring = [Node(i) for i in range(20)]
for i in range(20):
    ring[i].links.append(ring[i - 1])
ring = None
gc.collect()
print(len(log))
log.clear()
for i in range(300):
    x = []
    x.append(x)
    d = {"d": x}
    d["self"] = d
del x, d
print(gc.collect() > 0, gc.isenabled(), len(gc.get_count()), gc.get_threshold(), gc.garbage)
print(len(gc.get_objects()) > 10, gc.is_tracked([]), gc.get_referents([1, 2]))
t = ["target"]
holder = {"t": t}
print(any(r is holder for r in gc.get_referrers(t)))
saved = []


class Phoenix:
    def __del__(self):
        saved.append(self)


p = Phoenix()
p.me = p
del p
gc.collect()
print(len(saved))
saved.clear()
gc.collect()
gc.freeze()
gc.unfreeze()


def cb(phase, info):
    log.append(phase)


gc.callbacks.append(cb)
gc.collect()
gc.callbacks.remove(cb)
print(log)


def closure():
    def f(n):
        return f(n - 1) if n else 0
    return f(3)


print(closure())
gc.collect()
chain = None
for i in range(2000):
    chain = [chain]
chain = None

# expect:
# | ['a', 'b']
# | 22
# | True False 3 (700, 10, 10) []
# | True True [2, 1]
# | True
# | 1
# | ['start', 'stop']
# | 0
