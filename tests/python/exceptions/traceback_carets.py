def f(x):
    return x.attr.more + g(x, [1, 2, 3][7], key=x)


f(5)

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "traceback_carets.py", line 5, in <module>
# |     f(5)
# |   File "traceback_carets.py", line 2, in f
# |     return x.attr.more + g(x, [1, 2, 3][7], key=x)
# |            ^^^^^^
# | AttributeError: 'int' object has no attribute 'attr'
# exit: 1
