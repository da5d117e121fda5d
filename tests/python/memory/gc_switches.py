import gc

print(gc.isenabled())
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled())
print(gc.get_threshold())
gc.set_threshold(500, 5, 6)
print(gc.get_threshold())
gc.set_threshold(600)
print(gc.get_threshold())
gc.set_threshold(700, 10)
gc.set_threshold(700, 10, 10)
try:
    gc.set_threshold()
except TypeError as e:
    print(type(e).__name__)
count = gc.get_count()
print(type(count), len(count), all(isinstance(c, int) and c >= 0 for c in count))
print(gc.get_debug())
print(gc.garbage)
stats = gc.get_stats()
print(len(stats), sorted(stats[0]))
gc.disable()
gc.collect()
before = gc.get_stats()[2]
a = []
a.append(a)
del a
gc.collect()
after = gc.get_stats()[2]
print(after["collections"] - before["collections"], after["collected"] - before["collected"], after["uncollectable"])

# expect:
# | True
# | False
# | True
# | (700, 10, 10)
# | (500, 5, 6)
# | (600, 5, 6)
# | TypeError
# | <class 'tuple'> 3 True
# | 0
# | []
# | 3 ['collected', 'collections', 'uncollectable']
# | 1 1 0
