class C:
    __slots__ = ()


def f():
    c = C()
    items = (1, 2)
    c.value, items[0] = 1, 2


f()

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "traceback_assignment_target.py", line 11, in <module>
# |     f()
# |   File "traceback_assignment_target.py", line 8, in f
# |     c.value, items[0] = 1, 2
# |     ^^^^^^^
# | AttributeError: 'C' object has no attribute 'value'
# exit: 1
