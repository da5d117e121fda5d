import gc

print(sorted(n for n in dir(gc) if not n.startswith("_")))
print(repr(gc).split("'")[1], type(gc.callbacks), type(gc.garbage), gc.get_count()[0] >= 0)
for f in (lambda: gc.enable(1), lambda: gc.set_threshold("x"), lambda: gc.set_debug("x"),
          lambda: gc.is_tracked(), lambda: gc.collect(1, 2), lambda: gc.collect(generation=9),
          lambda: gc.get_objects("x"), lambda: gc.set_threshold(1, 2, 3, 4)):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(gc.collect(generation=0) >= 0, gc.get_objects(generation=None) is not None)
a = [1, "x", (2, 3)]
print([type(o).__name__ for o in gc.get_referents(a)], gc.get_referents(1, "s"))
print(gc.get_referents({"k": "v"}) == ["k", "v"], gc.get_referents((1, 2)))


def f():
    return a


print(any(r is globals() for r in gc.get_referents(f)), any(r is a for r in gc.get_referrers(a[2]) + [a]))


# expect:
# | ['DEBUG_COLLECTABLE', 'DEBUG_LEAK', 'DEBUG_SAVEALL', 'DEBUG_STATS', 'DEBUG_UNCOLLECTABLE', 'callbacks', 'collect', 'disable', 'enable', 'freeze', 'garbage', 'get_count', 'get_debug', 'get_freeze_count', 'get_objects', 'get_referents', 'get_referrers', 'get_stats', 'get_threshold', 'is_finalized', 'is_tracked', 'isenabled', 'set_debug', 'set_threshold', 'unfreeze']
# | gc <class 'list'> <class 'list'> True
# | TypeError gc.enable() takes no arguments (1 given)
# | TypeError 'str' object cannot be interpreted as an integer
# | TypeError 'str' object cannot be interpreted as an integer
# | TypeError gc.is_tracked() takes exactly one argument (0 given)
# | TypeError collect() takes at most 1 argument (2 given)
# | ValueError invalid generation
# | TypeError argument should be integer or None, not 'str'
# | TypeError set_threshold() takes at most 3 arguments (4 given)
# | True True
# | ['tuple', 'str', 'int'] []
# | False [2, 1]
# | True True
