import weakref


class Node(list):
    pass


a = Node([1, 2, 3])
b = a
r = weakref.ref(a, lambda r: print("the list is gone"))
print(a is b)
del a
print("after del a:", b, r() is b)
b.append(4)
print(r())
del b
print("after del b:", r())

# expect:
# | True
# | after del a: [1, 2, 3] True
# | [1, 2, 3, 4]
# | the list is gone
# | after del b: None
