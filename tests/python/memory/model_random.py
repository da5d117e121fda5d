# Random programs of link, unlink, drop and collect against a model of what must be alive.
import gc
import weakref

gc.disable()
gc.collect()
gc.freeze()


class Node:
    def __init__(self):
        self.edges = {}

    def __del__(self):
        global finalized
        finalized += 1


seed = 20240


def rnd(n):
    global seed
    seed = seed * 16807 % 2147483647
    return seed % n


finalized = made = mismatches = 0
names, model, watch = {}, {}, {}


def alive():
    seen, todo = set(names), list(names)
    while todo:
        for j in model[todo.pop()]:
            if j not in seen:
                seen.add(j)
                todo.append(j)
    return seen


for step in range(6000):
    op = rnd(10)
    if op < 3 or len(names) < 3:
        node = Node()
        names[made], model[made] = node, []
        watch[made] = weakref.ref(node)
        made += 1
        del node
    elif op < 7:
        keys = list(names)
        a, b = keys[rnd(len(keys))], keys[rnd(len(keys))]
        key = rnd(4)
        old = [k for k in model[a] if names[a].edges.get(key) is watch[k]()]
        names[a].edges[key] = names[b]
        if old:
            model[a].remove(old[0])
        model[a].append(b)
    elif op < 9:
        k = list(names)[rnd(len(names))]
        del names[k]
    elif rnd(4) == 0:
        gc.collect()
        live = alive()
        if {k for k, w in watch.items() if w() is not None} != live:
            mismatches += 1
        for k in [k for k in watch if k not in live]:
            del watch[k], model[k]
names.clear()
gc.collect()
print(made, finalized, mismatches, sum(w() is not None for w in watch.values()))

# expect:
# | 1809 1809 0 0
