def f():
    import not_a_module_at_all


f()

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "error_uncaught_missing.py", line 5, in <module>
# |     f()
# |   File "error_uncaught_missing.py", line 2, in f
# |     import not_a_module_at_all
# | ModuleNotFoundError: No module named 'not_a_module_at_all'
# exit: 1
