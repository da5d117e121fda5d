import gc


class Node:
    def __init__(self):
        self.payload = bytes(10000)
        self.me = self


gc.collect()
ring = [None] * 100
for i in range(20000):
    ring[i % 100] = Node()
live = sum(type(o) is Node for o in gc.get_objects())
print(live >= 100, live < 6000)
ring = None
gc.collect()
print(sum(type(o) is Node for o in gc.get_objects()))

# expect:
# | True True
# | 0
