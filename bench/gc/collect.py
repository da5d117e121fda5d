# gc.collect() with N live containers and no garbage; then what it costs to delete N // 4 in cycles.
#     collect.py N
import gc
import sys
from time import process_time as clock


class Node:
    __slots__ = ("peer", "items")


class Thing:
    def __init__(self, peer):
        self.peer = peer
        self.items = [peer, self]


def cycle():
    a = Thing(None)
    a.peer = Thing(a)       # two instances and two lists


def main():
    n = int(sys.argv[1])
    gc.disable()
    live = []
    for _ in range(n // 2):
        node = Node()
        node.peer = live
        node.items = [node.peer]
        live.append(node)
    gc.collect()
    times = []
    for _ in range(3):
        began = clock()
        gc.collect()
        times.append(clock() - began)
    times.sort()
    print("full_ns_per_object", int(times[1] * 1e9 / n))
    del live, node
    gc.collect()

    garbage = n // 4
    began = clock()
    gc.collect()
    empty = clock() - began
    times = []
    for _ in range(3):
        for _ in range(garbage // 4):
            cycle()
        began = clock()
        gc.collect()
        times.append(clock() - began - empty)
    times.sort()
    print("free_ns_per_object", int(times[1] * 1e9 / garbage))


main()
