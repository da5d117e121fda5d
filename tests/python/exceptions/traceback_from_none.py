def f():
    try:
        [][0]
    except IndexError:
        raise ValueError("hidden cause") from None


f()

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "traceback_from_none.py", line 8, in <module>
# |     f()
# |   File "traceback_from_none.py", line 5, in f
# |     raise ValueError("hidden cause") from None
# | ValueError: hidden cause
# exit: 1
