class E(Exception):
    def __str__(self):
        raise ValueError("no str")


raise E("x")

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "traceback_bad_str.py", line 6, in <module>
# |     raise E("x")
# | E: <exception str() failed>
# exit: 1
