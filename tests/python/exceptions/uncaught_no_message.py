def f():
    raise NotImplementedError


f()

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "uncaught_no_message.py", line 5, in <module>
# |     f()
# |   File "uncaught_no_message.py", line 2, in f
# |     raise NotImplementedError
# | NotImplementedError
# exit: 1
