import gc
import weakref


class C:
    def __del__(self):
        print("in del, weak reference gives", self.ref() is self)


c = C()
c.ref = weakref.ref(c)
del c
print("by count done")
gc.disable()
gc.collect()
c = C()
c.ref = weakref.ref(c)
c.me = c
del c
gc.collect()
print("by collector done")

# expect:
# | in del, weak reference gives True
# | by count done
# | in del, weak reference gives False
# | by collector done
