import gc
import weakref

gc.disable()
gc.collect()


class L(list):
    pass


a = L()
b = L()
a.append(b)
b.append(a)
ra, rb = weakref.ref(a), weakref.ref(b)
del a
print(ra() is not None, rb() is not None)
del b
print("unreachable, not dead:", ra() is not None, rb() is not None)
print("found", gc.collect())
print(ra(), rb())
x = []
y = [x]
x.append(y)
del x, y
print("plain lists found", gc.collect())
print("again", gc.collect())

# expect:
# | True True
# | unreachable, not dead: True True
# | found 2
# | None None
# | plain lists found 2
# | again 0
