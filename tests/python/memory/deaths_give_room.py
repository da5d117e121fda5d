# flags: -X memlimit=24M no-oracle
# Memory of the dead that wait is there before MemoryError is raised.
class Node:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right


def tree(depth):
    return Node(tree(depth - 1), tree(depth - 1)) if depth else None


for turn in range(3):
    t = tree(18)        # 6 MB
    t = None
    b = bytearray(17000000)
    print(turn, len(b))
    b = None
    t = tree(18)
    t = None
    b = list(range(200000))
    print(turn, len(b), len(b"x" * 7000000))
    b = None
# expect:
# | 0 17000000
# | 0 200000 7000000
# | 1 17000000
# | 1 200000 7000000
# | 2 17000000
# | 2 200000 7000000
