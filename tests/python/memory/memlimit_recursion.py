import sys

sys.setrecursionlimit(10 ** 9)


def down(n):
    return down(n + 1) + 1


for i in range(3):
    try:
        down(0)
    except (MemoryError, RecursionError) as e:
        print("stopped")
print("alive")

# flags: ouro-only -X memlimit=16M
# expect:
# | stopped
# | stopped
# | stopped
# | alive
