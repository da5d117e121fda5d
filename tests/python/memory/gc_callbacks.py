import gc

gc.disable()
gc.collect()
log = []


def callback(phase, info):
    log.append((phase, info["generation"], info["collected"], info["uncollectable"]))


gc.callbacks.append(callback)
a = []
a.append(a)
del a
gc.collect()
gc.collect(0)
gc.callbacks.remove(callback)
gc.collect()
print(log)


def bad(phase, info):
    raise ValueError(phase)


gc.callbacks.append(bad)
gc.collect()
gc.callbacks.clear()
print("goes on", gc.callbacks)

# expect:
# | [('start', 2, 0, 0), ('stop', 2, 1, 0), ('start', 0, 0, 0), ('stop', 0, 0, 0)]
# | goes on []
# stderr:
# | Exception ignored in: <function bad at 0x...>
# | Traceback (most recent call last):
# |   File "gc_callbacks.py", line 24, in bad
# |     raise ValueError(phase)
# | ValueError: start
# | Exception ignored in: <function bad at 0x...>
# | Traceback (most recent call last):
# |   File "gc_callbacks.py", line 24, in bad
# |     raise ValueError(phase)
# | ValueError: stop
