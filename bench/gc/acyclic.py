# Builds big structures without a cycle, with and without automatic collections.
#     acyclic.py N on|off
import gc
import sys
from time import process_time as clock


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


def main():
    n = int(sys.argv[1]) // 5
    if sys.argv[2] == "off":
        gc.disable()
    began = clock()
    rows = [[i, str(i)] for i in range(n)]
    table = {i: (i, [i]) for i in range(n)}
    points = [Point(i, (i, float(i))) for i in range(n)]
    names = [{"id": i} for i in range(n // 2)]
    print("build_ms", int((clock() - began) * 1000))
    print("checksum", len(rows) + len(table) + len(points) + len(names))


main()
