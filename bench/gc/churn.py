# N live containers; OPS operations that each make a small object and replace a live one. PERCENT of what is
# dropped are cycles.
#     churn.py N PERCENT OPS
import sys
from time import process_time as clock

from _latency import Latency

N, PERCENT, OPS = (int(word) for word in sys.argv[1:4])


class Entry:
    __slots__ = ("number", "items", "peer")

    def __init__(self, number, peer):
        self.number = number
        self.items = [number, peer]     # the second container
        self.peer = peer


def main():
    half = N // 2
    live = [None] * half
    build = Latency()
    last = clock()
    peer = None
    for i in range(half):
        live[i] = peer = Entry(i, None if i % 100 == 0 else peer)
        now = clock()
        build.add(now - last)
        last = now
    for entry in live:
        entry.peer = entry.items[1] = None      # replacing one entry must free that one, not a chain
    churn = Latency()
    seed, total = 5, 0
    last = clock()
    for i in range(OPS):
        seed = seed * 16807 % 2147483647
        k = seed % half
        entry = Entry(i, None)
        if seed // half % 100 < PERCENT:
            entry.peer = entry
        total = (total + live[k].number) % 1000000007
        live[k] = entry
        now = clock()
        churn.add(now - last)
        last = now
    build.report("build")
    churn.report("churn")
    print("checksum", total)


main()
