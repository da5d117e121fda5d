# flags: ouro-only
# Beside CPython's figures a callback gets how many objects were looked at, and how long it took.
import gc

seen = []
gc.disable()
gc.callbacks.append(lambda phase, info: seen.append((phase, info)))
cycle = []
cycle.append(cycle)
del cycle
gc.collect(0)
gc.callbacks.clear()
for phase, info in seen:
    print(phase, sorted(info))
(_, start), (_, stop) = seen
print(start["candidates"], start["duration"], start["collected"])
print(stop["candidates"] >= stop["collected"] == 1, type(stop["duration"]), 0 <= stop["duration"] < 1)
# expect:
# | start ['candidates', 'collected', 'duration', 'generation', 'uncollectable']
# | stop ['candidates', 'collected', 'duration', 'generation', 'uncollectable']
# | 0 0.0 0
# | True <class 'float'> True
