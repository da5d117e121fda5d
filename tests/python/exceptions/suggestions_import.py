import sys

try:
    from math import sinn
except ImportError as e:
    print(e.name, e)
time.sleep(1)

# expect:
# | math cannot import name 'sinn' from 'math' (unknown location)
# stderr:
# | Traceback (most recent call last):
# |   File "suggestions_import.py", line 7, in <module>
# |     time.sleep(1)
# |     ^^^^
# | NameError: name 'time' is not defined
# exit: 1
