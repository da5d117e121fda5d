# A long cascade may go on after the statement that began it, but nothing tells.
import gc
import sys
import weakref


class Node:
    __slots__ = ("left", "right", "extra", "__weakref__")

    def __init__(self, left, right, extra=None):
        self.left = left
        self.right = right
        self.extra = extra


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name)


def tree(depth, leaf=lambda: None):
    if depth == 0:
        return Node(None, None, leaf())
    return Node(tree(depth - 1), tree(depth - 1, leaf))


def tree_of(extra, depth=15):
    if depth == 0:
        return Node(None, None, extra)
    return Node(tree_of(extra, depth - 1), tree_of(extra, depth - 1))


def drop(what):
    what.clear()


# a finalizer, a callback and a weak reference deep in it: at once
holder = [tree(15, lambda: Loud("leaf"))]
drop(holder)
print("after a finalizer")

holder = [tree(15)]
node = holder[0]
while node.right:
    node = node.left
ref = weakref.ref(node, lambda r: print("called back"))
del node
drop(holder)
print("after a callback", ref())
del ref

# the root is the loud one: its end comes first, the rest may wait
root = Loud("root")
root.tree = tree(15)
del root
print("after the root")

# what the dead hold is shared: counts, and objects that the collector knows
shared = []
holder = [tree_of(shared)]
before = sys.getrefcount(shared)
drop(holder)
print("shared", before, sys.getrefcount(shared))
gc.collect()
n = len(gc.get_objects())
holder = [tree(15)]
more = len(gc.get_objects()) > n + 30000
drop(holder)
print("objects", more, len(gc.get_objects()) <= n + 10)
blocks = sys.getallocatedblocks()
holder = [tree(15)]
more = sys.getallocatedblocks() > blocks + 30000
drop(holder)
print("blocks", more, sys.getallocatedblocks() <= blocks + 10)
holder = [tree_of(shared)]
drop(holder)
print("referrers", sum(type(x) is Node for x in gc.get_referrers(shared)))

# what the dead hold becomes loud afterwards
shared = []
holder = [tree_of(shared)]
drop(holder)
shared.append(Loud("member of a shared list"))
del shared
print("after the shared list")

shared = Node(None, None)
holder = [tree_of(shared)]
drop(holder)
ref = weakref.ref(shared, lambda r: print("called back"))
del shared
print("after the shared node", ref())
del ref


class Late:
    pass


shared = Late()
holder = [tree_of(shared)]
drop(holder)
shared.__class__ = Loud
shared.name = "changed class"
del shared
print("after the changed class")

# a buffer, and a generator in a try statement
data = bytearray(b"abc")
holder = [tree(15, lambda: memoryview(data))]
drop(holder)
data.append(100)
print(data)


def waits():
    try:
        yield 1
    finally:
        print("generator ends")


def started():
    g = waits()
    next(g)
    return g


holder = [tree(15, started)]
drop(holder)
print("after the generator")
shared = []
holder = [tree_of(shared)]
drop(holder)
shared.append(started())
del shared
print("after the shared generator")

# last, since it makes every later death prompt: a class that gets a finalizer
shared = Late()
holder = [tree_of(shared)]
drop(holder)
Late.__del__ = lambda self: print("late finalizer")
del shared
print("after the late finalizer")
# expect:
# | end of leaf
# | after a finalizer
# | called back
# | after a callback None
# | end of root
# | after the root
# | shared 32770 2
# | objects True True
# | blocks True True
# | referrers 0
# | end of member of a shared list
# | after the shared list
# | called back
# | after the shared node None
# | end of changed class
# | after the changed class
# | bytearray(b'abcd')
# | generator ends
# | after the generator
# | generator ends
# | after the shared generator
# | late finalizer
# | after the late finalizer
