from _plain import publik

# expect:
# | _plain runs once, as _plain
# stderr:
# | Traceback (most recent call last):
# |   File "error_from_uncaught.py", line 1, in <module>
# |     from _plain import publik
# | ImportError: cannot import name 'publik' from '_plain' (_plain.py)
# exit: 1
