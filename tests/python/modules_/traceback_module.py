import traceback


def f():
    g()


def g():
    raise ValueError("from g")


try:
    f()
except ValueError as e:
    print(traceback.format_exc())
    print(traceback.format_exception_only(type(e), e))
    for frame in traceback.extract_tb(e.__traceback__):
        print(frame.name, frame.lineno, frame.line)
    print(len(traceback.format_tb(e.__traceback__)), "".join(traceback.format_exception(e)) == traceback.format_exc())


def show():
    return [f.name for f in traceback.extract_stack()]


print(show())
traceback.print_exception(KeyError("k"))

# expect:
# | Traceback (most recent call last):
# |   File "traceback_module.py", line 13, in <module>
# |     f()
# |   File "traceback_module.py", line 5, in f
# |     g()
# |   File "traceback_module.py", line 9, in g
# |     raise ValueError("from g")
# | ValueError: from g
# |
# | ['ValueError: from g\n']
# | <module> 13 f()
# | f 5 g()
# | g 9 raise ValueError("from g")
# | 3 True
# | ['<module>', 'show']
# stderr:
# | KeyError: 'k'
