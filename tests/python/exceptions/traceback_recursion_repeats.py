def down(n):
    if n == 0:
        raise ValueError("bottom")
    return down(n - 1)


down(20)

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "traceback_recursion_repeats.py", line 7, in <module>
# |     down(20)
# |   File "traceback_recursion_repeats.py", line 4, in down
# |     return down(n - 1)
# |            ^^^^^^^^^^^
# |   File "traceback_recursion_repeats.py", line 4, in down
# |     return down(n - 1)
# |            ^^^^^^^^^^^
# |   File "traceback_recursion_repeats.py", line 4, in down
# |     return down(n - 1)
# |            ^^^^^^^^^^^
# |   [Previous line repeated 17 more times]
# |   File "traceback_recursion_repeats.py", line 3, in down
# |     raise ValueError("bottom")
# | ValueError: bottom
# exit: 1
