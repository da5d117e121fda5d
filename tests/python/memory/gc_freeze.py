import gc
import weakref

gc.disable()
gc.collect()


class C:
    pass


a = C()
a.me = a
r = weakref.ref(a)
print(gc.get_freeze_count())
gc.freeze()
print(gc.get_freeze_count() > 0)
del a
gc.collect()
print("frozen garbage stays:", r() is not None)
gc.unfreeze()
print(gc.get_freeze_count())
gc.collect()
print("thawed:", r())
b = C()
rb = weakref.ref(b)
gc.freeze()
del b
print("counts still work on frozen objects:", rb())
gc.unfreeze()

# expect:
# | 0
# | True
# | frozen garbage stays: True
# | 0
# | thawed: None
# | counts still work on frozen objects: None
