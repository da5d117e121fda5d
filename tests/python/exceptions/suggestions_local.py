def f():
    counter = 1
    return countr


f()

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "suggestions_local.py", line 6, in <module>
# |     f()
# |   File "suggestions_local.py", line 3, in f
# |     return countr
# |            ^^^^^^
# | NameError: name 'countr' is not defined. Did you mean: 'counter'?
# exit: 1
