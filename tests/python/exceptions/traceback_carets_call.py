def outer(a, b):
    return inner(a)(b, 1)


def inner(x):
    return x


print(outer(int("5"), 2))

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "traceback_carets_call.py", line 9, in <module>
# |     print(outer(int("5"), 2))
# |           ^^^^^^^^^^^^^^^^^^
# |   File "traceback_carets_call.py", line 2, in outer
# |     return inner(a)(b, 1)
# |            ^^^^^^^^^^^^^^
# | TypeError: 'int' object is not callable
# exit: 1
