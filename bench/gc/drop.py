# A tree of N nodes is dropped while the program goes on: how long does it stand still?
#     drop.py N
import sys
from time import process_time as clock

from _latency import Latency

N = int(sys.argv[1])


class Node:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right


def build(nodes):
    level = [Node(None, None) for _ in range((nodes + 1) // 2)]
    while len(level) > 1:
        odd = [level.pop()] if len(level) % 2 else []
        level = [Node(level[i], level[i + 1]) for i in range(0, len(level), 2)] + odd
    return level[0]


def main():
    tree = build(N)
    latency = Latency()
    total = 0
    began = last = clock()
    for i in range(2000000):
        if i == 1000:
            tree = None
        total = (total + len([i, i])) % 1000000007
        now = clock()
        latency.add(now - last)
        last = now
    latency.report("drop")
    print("loop_ms", int((last - began) * 1000))
    print("checksum", total)


main()
