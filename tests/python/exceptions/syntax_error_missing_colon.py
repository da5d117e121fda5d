x = 3
if x == 3
    print(x)

# expect:
# stderr:
# |   File "syntax_error_missing_colon.py", line 2
# |     if x == 3
# |              ^
# | SyntaxError: expected ':'
# exit: 1
