x = 1
y = (x +
print("never")

# expect:
# stderr:
# |   File "syntax_error_file.py", line 2
# |     y = (x +
# |         ^
# | SyntaxError: '(' was never closed
# exit: 1
