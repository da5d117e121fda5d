import gc
import weakref


class C:
    def __del__(self):
        print("__del__")


c = C()
r = weakref.ref(c, lambda r: print("callback"))
del c
print("by count: __del__ first")
gc.disable()
gc.collect()
c = C()
c.me = c
r = weakref.ref(c, lambda r: print("callback"))
del c
gc.collect()
print("by collector: callback first")

# expect:
# | __del__
# | callback
# | by count: __del__ first
# | callback
# | __del__
# | by collector: callback first
