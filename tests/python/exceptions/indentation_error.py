def f():
    x = 1
      y = 2
    return x

# expect:
# stderr:
# |   File "indentation_error.py", line 3
# |     y = 2
# | IndentationError: unexpected indent
# exit: 1
