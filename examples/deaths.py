import gc, weakref

gc.collect()  # whatever the imports left

class Node:
    def __init__(self, name):
        self.name = name
        self.other = None
    def __del__(self):
        print("  dies:", self.name)

print("two names, one object")
a = b = Node("shared")
del a
print("  one name left")
del b

print("two objects that hold each other")
x, y = Node("x"), Node("y")
x.other, y.other = y, x
seen = weakref.ref(x, lambda r: print("  the weak reference is told"))
del x, y
print("  no name left, both alive:", seen() is not None)
print("  collected:", gc.collect())
