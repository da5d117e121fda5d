def f():
    return [1, 2, (3, 4]


f()

# expect:
# stderr:
# |   File "syntax_error_unclosed.py", line 2
# |     return [1, 2, (3, 4]
# |                        ^
# | SyntaxError: closing parenthesis ']' does not match opening parenthesis '('
# exit: 1
