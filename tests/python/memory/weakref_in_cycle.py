import gc
import weakref

gc.disable()
gc.collect()


class C:
    pass


a = C()
a.me = a
outside = weakref.ref(a, lambda r: print("outside callback", r()))
a.inside = weakref.ref(a, lambda r: print("inside callback: must not be called"))
del a
print(outside() is not None)
gc.collect()
print(outside())

b = C()
b.me = b


def callback(r):
    print("callback, is b reachable through closure?", r())


w = weakref.ref(b, callback)
b = None
print(gc.collect() > 0)
x, y = C(), C()
x.y, y.x = y, x
rx = weakref.ref(x)
ry = weakref.ref(y)
x.ry = ry
del x, y
gc.collect()
print(rx(), ry())

# expect:
# | True
# | outside callback None
# | None
# | callback, is b reachable through closure? None
# | True
# | None None
