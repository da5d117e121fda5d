def forever(n):
    return forever(n + 1)


forever(0)

# flags: not-stress
# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "traceback_recursion_error.py", line 5, in <module>
# |     forever(0)
# |   File "traceback_recursion_error.py", line 2, in forever
# |     return forever(n + 1)
# |            ^^^^^^^^^^^^^^
# |   File "traceback_recursion_error.py", line 2, in forever
# |     return forever(n + 1)
# |            ^^^^^^^^^^^^^^
# |   File "traceback_recursion_error.py", line 2, in forever
# |     return forever(n + 1)
# |            ^^^^^^^^^^^^^^
# |   [Previous line repeated 996 more times]
# | RecursionError: maximum recursion depth exceeded
# exit: 1
