import gc

gc.disable()
dead = 0


class Leaf:
    __slots__ = ("v",)

    def __init__(self, v):
        self.v = v

    def __del__(self):
        global dead
        dead += 1


def tree(depth):
    if depth == 0:
        return [Leaf(i) for i in range(4)]
    return {"left": tree(depth - 1), "right": tree(depth - 1), "here": (Leaf(depth),)}


root = tree(10)
print(dead)
del root["left"]["left"]
print(dead)
del root
print(dead)
big = [[Leaf(i)] * 3 for i in range(10000)]
big = None
print(dead)

# expect:
# | 0
# | 1279
# | 5119
# | 15119
