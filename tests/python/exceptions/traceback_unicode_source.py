naïve = "é" + "ü" * 2; naïve + 5

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "traceback_unicode_source.py", line 1, in <module>
# |     naïve = "é" + "ü" * 2; naïve + 5
# |                            ~~~~~~^~~
# | TypeError: can only concatenate str (not "int") to str
# exit: 1
