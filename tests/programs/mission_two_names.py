# del removes a name, not an object: two names on one list, deleted one by one.
import weakref


class List(list):
    """A list that can be watched."""


a = List([1, 2, 3])
b = a
watch = weakref.ref(a, lambda ref: print("the list died"))
b.append(4)
print("one list, two names:", a, b, a is b)
del a
print("del a: the list lives on as b:", b)
try:
    a
except NameError as e:
    print("but", e)
del b
print("del b:", watch())
c = List("xyz")
holder = {"k": c, "also": [c]}
watch = weakref.ref(c)
del c
print("a container holds it too:", watch())
del holder["k"]
print("one of two gone:", watch())
holder["also"].clear()
print("both gone:", watch())

# expect:
# | one list, two names: [1, 2, 3, 4] [1, 2, 3, 4] True
# | del a: the list lives on as b: [1, 2, 3, 4]
# | but name 'a' is not defined
# | the list died
# | del b: None
# | a container holds it too: ['x', 'y', 'z']
# | one of two gone: ['x', 'y', 'z']
# | both gone: None
