# A large structure held by one name: it grows, it is one name away from nothing, and it goes at once.
class Counter:
    alive = 0


class Node:
    __slots__ = ("left", "right", "data")

    def __init__(self, depth):
        Counter.alive += 1
        self.data = [depth, str(depth)]
        self.left = Node(depth - 1) if depth else None
        self.right = Node(depth - 1) if depth else None

    def __del__(self):
        Counter.alive -= 1


tree = Node(13)
print("built", Counter.alive)
tree.left.left = None
print("a branch cut", Counter.alive)
part = tree.right
del tree
print("the name deleted, a part kept", Counter.alive)
del part
print("nothing kept", Counter.alive)
table = {}
for i in range(20000):
    table[i] = {"name": "row %d" % i, "cells": [i, i * 2, (i, str(i))], "node": Node(0)}
print("a table of rows", Counter.alive, len(table), table[19999]["cells"])
for i in range(0, 20000, 2):
    del table[i]
print("every second row deleted", Counter.alive, len(table))
table = None
print("gone", Counter.alive)
for i in range(30):
    big = [Node(3) for _ in range(100)]
    assert Counter.alive <= 3000
del big
print("again and again", Counter.alive)

# expect:
# | built 16383
# | a branch cut 12288
# | the name deleted, a part kept 8191
# | nothing kept 0
# | a table of rows 20000 20000 [19999, 39998, (19999, '19999')]
# | every second row deleted 10000 10000
# | gone 0
# | again and again 0
