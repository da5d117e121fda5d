code = "def f():\n    return 1 / 0\n\nf()\n"
exec(compile(code, "<made up>", "exec"))

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "traceback_exec.py", line 2, in <module>
# |     exec(compile(code, "<made up>", "exec"))
# |   File "<made up>", line 4, in <module>
# |   File "<made up>", line 2, in f
# | ZeroDivisionError: division by zero
# exit: 1
