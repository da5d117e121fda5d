# Leak 3: parents and children hold each other, and the collector is off.
import gc

gc.disable()
gc.collect()


class Node:
    def __init__(self, parent=None):
        self.parent = parent
        self.children = []
        if parent:
            parent.children.append(self)


def build():
    root = Node()
    for _ in range(10):
        child = Node(root)
        for _ in range(10):
            Node(child)
    return root


def alive():
    return sum(type(o) is Node for o in gc.get_objects())


for i in range(20):
    build()
print("trees in use: 0, nodes alive:", alive())
tree = build()
tree.children.clear()
del tree
print("cutting the root's list frees nothing below that looks up:", alive())

# expect:
# | trees in use: 0, nodes alive: 2220
# | cutting the root's list frees nothing below that looks up: 2331
