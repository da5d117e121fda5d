class Problem(Exception):
    pass


print("before")
raise Problem("details", 5)

# expect:
# | before
# stderr:
# | Traceback (most recent call last):
# |   File "uncaught_custom.py", line 6, in <module>
# |     raise Problem("details", 5)
# | Problem: ('details', 5)
# exit: 1
