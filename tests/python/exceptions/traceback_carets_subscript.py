data = {"a": {"b": [1, 2, 3]}}


def look(k):
    return data["a"]["b"][k]["c"]


look(1)

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "traceback_carets_subscript.py", line 8, in <module>
# |     look(1)
# |   File "traceback_carets_subscript.py", line 5, in look
# |     return data["a"]["b"][k]["c"]
# |            ~~~~~~~~~~~~~~~~~^^^^^
# | TypeError: 'int' object is not subscriptable
# exit: 1
