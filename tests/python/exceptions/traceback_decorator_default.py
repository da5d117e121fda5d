def deco(n):
    return 5


@deco(1)
def f(x=1):
    pass


def g(a=f(1)):
    pass

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "traceback_decorator_default.py", line 5, in <module>
# |     @deco(1)
# |      ^^^^^^^
# | TypeError: 'int' object is not callable
# exit: 1
