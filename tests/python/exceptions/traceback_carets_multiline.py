def f(a, b):
    return (
        a
        + b
    )


result = f(
    1,
    "two",
)

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "traceback_carets_multiline.py", line 8, in <module>
# |     result = f(
# |              ^^
# |   File "traceback_carets_multiline.py", line 3, in f
# |     a
# | TypeError: unsupported operand type(s) for +: 'int' and 'str'
# exit: 1
