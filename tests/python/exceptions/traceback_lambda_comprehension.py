def f(items):
    return [g(x) for x in items]


g = lambda x: 10 // x


def h():
    yield from f([1, 0])


for v in h():
    print(v)

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "traceback_lambda_comprehension.py", line 12, in <module>
# |     for v in h():
# |   File "traceback_lambda_comprehension.py", line 9, in h
# |     yield from f([1, 0])
# |                ^^^^^^^^^
# |   File "traceback_lambda_comprehension.py", line 2, in f
# |     return [g(x) for x in items]
# |            ^^^^^^^^^^^^^^^^^^^^^
# |   File "traceback_lambda_comprehension.py", line 2, in <listcomp>
# |     return [g(x) for x in items]
# |             ^^^^
# |   File "traceback_lambda_comprehension.py", line 5, in <lambda>
# |     g = lambda x: 10 // x
# |                   ~~~^^~~
# | ZeroDivisionError: integer division or modulo by zero
# exit: 1
