def a():
    raise ValueError("one")


def b():
    try:
        a()
    except ValueError as e:
        raise KeyError("two") from e


try:
    b()
except KeyError:
    raise RuntimeError("three")

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "traceback_three_chained.py", line 7, in b
# |     a()
# |   File "traceback_three_chained.py", line 2, in a
# |     raise ValueError("one")
# | ValueError: one
# |
# | The above exception was the direct cause of the following exception:
# |
# | Traceback (most recent call last):
# |   File "traceback_three_chained.py", line 13, in <module>
# |     b()
# |   File "traceback_three_chained.py", line 9, in b
# |     raise KeyError("two") from e
# | KeyError: 'two'
# |
# | During handling of the above exception, another exception occurred:
# |
# | Traceback (most recent call last):
# |   File "traceback_three_chained.py", line 15, in <module>
# |     raise RuntimeError("three")
# | RuntimeError: three
# exit: 1
