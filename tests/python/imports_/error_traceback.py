import _raises

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "error_traceback.py", line 1, in <module>
# |     import _raises
# |   File "_raises.py", line 2, in <module>
# |     raise ValueError("while importing")
# | ValueError: while importing
# exit: 1
