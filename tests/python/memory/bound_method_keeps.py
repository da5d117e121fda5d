import gc
import weakref

gc.disable()


class C:
    def __init__(self, name):
        self.name = name

    def m(self):
        return self.name

    def __del__(self):
        print("del", self.name)


c = C("one")
m = c.m
del c
print(m(), "kept by its method")
del m
print("gone")
c = C("two")
c.m()
c.m
print("a call leaves nothing")
del c
c = C("cycle")
c.saved = c.m
del c
print("needs the collector")
gc.collect()
c = C("weak method")
w = weakref.WeakMethod(c.m)
print(w()())
r = weakref.ref(c.m)
print("a bound method is a new object:", r())
del c
print(w())

# expect:
# | one kept by its method
# | del one
# | gone
# | a call leaves nothing
# | del two
# | needs the collector
# | del cycle
# | weak method
# | a bound method is a new object: None
# | del weak method
# | None
