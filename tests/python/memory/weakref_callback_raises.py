import weakref


class C:
    pass


def bad(r):
    raise KeyError("in callback")


c = C()
r1 = weakref.ref(c, lambda r: print("older callback still runs"))
r2 = weakref.ref(c, bad)
del c
print("goes on", r1(), r2())

# expect:
# | older callback still runs
# | goes on None None
# stderr:
# | Exception ignored in: <function bad at 0x...>
# | Traceback (most recent call last):
# |   File "weakref_callback_raises.py", line 9, in bad
# |     raise KeyError("in callback")
# | KeyError: 'in callback'
