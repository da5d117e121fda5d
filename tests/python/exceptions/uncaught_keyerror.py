d = {"a": 1}
print(d["a"])
d["b"]

# expect:
# | 1
# stderr:
# | Traceback (most recent call last):
# |   File "uncaught_keyerror.py", line 3, in <module>
# |     d["b"]
# |     ~^^^^^
# | KeyError: 'b'
# exit: 1
