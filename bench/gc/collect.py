# gc.collect() with N live containers and no garbage; then how much the deletion of N // 4 in cycles costs.
#     collect.py N
import gc
import sys
from time import process_time as clock


class Node:
    __slots__ = ("peer", "items")


def pair():
    a, b = Node(), Node()
    a.peer, b.peer = b, a
    return a


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
        for _ in range(garbage // 2):
            pair()
        began = clock()
        gc.collect()
        times.append(clock() - began - empty)
    times.sort()
    print("free_ns_per_object", int(times[1] * 1e9 / garbage))


main()
