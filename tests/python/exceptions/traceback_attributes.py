import sys


def inner():
    raise KeyError("k")


def outer():
    inner()


try:
    outer()
except KeyError as e:
    tb = e.__traceback__
    print(sys.exc_info()[0].__name__, sys.exc_info()[1] is e, sys.exc_info()[2] is tb)
    while tb:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_frame.f_lineno)
        tb = tb.tb_next
print(sys.exc_info())
try:
    raise ValueError("v").with_traceback(None)
except ValueError as e:
    print(e.__traceback__.tb_lineno, e.__traceback__.tb_next)
    saved = e
try:
    raise KeyError("other").with_traceback(saved.__traceback__)
except KeyError as e:
    lines = []
    t = e.__traceback__
    while t:
        lines.append(t.tb_lineno)
        t = t.tb_next
    print(lines)


def f():
    try:
        raise saved
    except ValueError as e:
        n = 0
        t = e.__traceback__
        while t:
            n, t = n + 1, t.tb_next
        return n


print(f(), f())
try:
    saved.with_traceback(5)
except TypeError as e:
    print(e)

# expect:
# | KeyError True True
# | <module> 13 18
# | outer 9 9
# | inner 5 5
# | (None, None, None)
# | 22 None
# | [27, 22]
# | 2 3
# | __traceback__ must be a traceback or None
