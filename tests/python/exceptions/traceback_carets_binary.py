def average(values):
    total = 0
    return sum(values) * 2 + total / len(values) - 1


average([])

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "traceback_carets_binary.py", line 6, in <module>
# |     average([])
# |   File "traceback_carets_binary.py", line 3, in average
# |     return sum(values) * 2 + total / len(values) - 1
# |                              ~~~~~~^~~~~~~~~~~~~
# | ZeroDivisionError: division by zero
# exit: 1
