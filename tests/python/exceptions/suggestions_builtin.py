print(srted([3, 1]))

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "suggestions_builtin.py", line 1, in <module>
# |     print(srted([3, 1]))
# |           ^^^^^
# | NameError: name 'srted' is not defined. Did you mean: 'sorted'?
# exit: 1
