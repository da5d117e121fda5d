import _syntax_error

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "error_traceback_syntax.py", line 1, in <module>
# |     import _syntax_error
# |   File "_syntax_error.py", line 1
# |     x = = 1
# |         ^
# | SyntaxError: invalid syntax
# exit: 1
