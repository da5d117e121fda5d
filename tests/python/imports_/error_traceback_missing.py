import _imports_missing

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "error_traceback_missing.py", line 1, in <module>
# |     import _imports_missing
# |   File "_imports_missing.py", line 1, in <module>
# |     import surely_missing_module
# | ModuleNotFoundError: No module named 'surely_missing_module'
# exit: 1
