def f():
    f() = 5

# expect:
# stderr:
# |   File "syntax_error_assign.py", line 2
# |     f() = 5
# |     ^^^
# | SyntaxError: cannot assign to function call here. Maybe you meant '==' instead of '='?
# exit: 1
