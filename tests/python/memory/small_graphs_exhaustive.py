# Every digraph of three nodes, three ways to hold an edge, every set of names deleted: who is dead must be who is
# unreachable, each finalized once, each weak reference cleared and its callback called once.
import gc
import weakref

gc.disable()
N = 3


class Node:
    def __init__(self, i):
        self.i = i

    def __del__(self):
        finalized.append(self.i)


def link_attribute(a, b):
    setattr(a, "to%d" % b.i, b)


def link_list(a, b):
    a.__dict__.setdefault("edges", []).append(b)


def link_closure(a, b):
    setattr(a, "f%d" % b.i, lambda: b)


def reachable(edges, roots):
    seen, todo = set(roots), list(roots)
    while todo:
        for j in edges[todo.pop()]:
            if j not in seen:
                seen.add(j)
                todo.append(j)
    return seen


gc.collect()
gc.freeze()
cases = wrong = 0
log = []
for link in (link_attribute, link_list, link_closure):
    for bits in range(1 << N * N):
        edges = [[j for j in range(N) if bits >> (i * N + j) & 1] for i in range(N)]
        for keep in range(1 << N):
            finalized, called = [], []
            nodes = [Node(i) for i in range(N)]
            watch = [weakref.ref(n, lambda r, i=n.i: called.append(i)) for n in nodes]
            for i in range(N):
                for j in edges[i]:
                    link(nodes[i], nodes[j])
            n = None
            for i in range(N):
                if not keep >> i & 1:
                    nodes[i] = None
            early = len(finalized)
            gc.collect()
            alive = reachable(edges, [i for i in range(N) if keep >> i & 1])
            dead = [i for i in range(N) if i not in alive]
            cases += 1
            cleared = [i for i in range(N) if watch[i]() is None]
            if sorted(finalized) != dead or sorted(called) != dead or cleared != dead:
                wrong += 1
            log.append((early, tuple(finalized), tuple(called)))
            nodes = None
            gc.collect()
            if sorted(finalized) != list(range(N)):
                wrong += 1
    print(link.__name__, cases, wrong)
checksum = 0
for early, f, c in log:
    for x in (early,) + f + c:
        checksum = (checksum * 31 + x + 1) % 1000000007
print("order of everything that happened", checksum)

# flags: not-stress
# expect:
# | link_attribute 4096 0
# | link_list 8192 0
# | link_closure 12288 0
# | order of everything that happened 244033394
