import gc

gc.disable()
gc.collect()


class C:
    pass


print(gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK)
gc.set_debug(gc.DEBUG_SAVEALL)
a = C()
a.me = a
lst = [1]
lst.append(lst)
del a, lst
n = gc.collect()
print(n, sorted(type(o).__name__ for o in gc.garbage if type(o) in (C, list)))
gc.set_debug(0)
print(gc.get_debug())
gc.garbage.clear()
print(gc.collect() >= 2)
print(gc.garbage)

# expect:
# | 1 2 4 32 38
# | 2 ['C', 'list']
# | 0
# | True
# | []
