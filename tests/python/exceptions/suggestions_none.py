x = completely_different_name

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "suggestions_none.py", line 1, in <module>
# |     x = completely_different_name
# |         ^^^^^^^^^^^^^^^^^^^^^^^^^
# | NameError: name 'completely_different_name' is not defined
# exit: 1
