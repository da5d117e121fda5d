def f():
    raise ValueError("the caret covers the whole statement, so none is shown")


f()

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "traceback_whole_line.py", line 5, in <module>
# |     f()
# |   File "traceback_whole_line.py", line 2, in f
# |     raise ValueError("the caret covers the whole statement, so none is shown")
# | ValueError: the caret covers the whole statement, so none is shown
# exit: 1
