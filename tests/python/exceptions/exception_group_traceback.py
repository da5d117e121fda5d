def fail(n):
    raise ValueError(n)


errors = []
for n in (1, 2):
    try:
        fail(n)
    except ValueError as e:
        errors.append(e)
raise ExceptionGroup("several", errors + [ExceptionGroup("nested", [TypeError("t")])])

# expect:
# stderr:
# |   + Exception Group Traceback (most recent call last):
# |   |   File "exception_group_traceback.py", line 11, in <module>
# |   |     raise ExceptionGroup("several", errors + [ExceptionGroup("nested", [TypeError("t")])])
# |   | ExceptionGroup: several (3 sub-exceptions)
# |   +-+---------------- 1 ----------------
# |     | Traceback (most recent call last):
# |     |   File "exception_group_traceback.py", line 8, in <module>
# |     |     fail(n)
# |     |   File "exception_group_traceback.py", line 2, in fail
# |     |     raise ValueError(n)
# |     | ValueError: 1
# |     +---------------- 2 ----------------
# |     | Traceback (most recent call last):
# |     |   File "exception_group_traceback.py", line 8, in <module>
# |     |     fail(n)
# |     |   File "exception_group_traceback.py", line 2, in fail
# |     |     raise ValueError(n)
# |     | ValueError: 2
# |     +---------------- 3 ----------------
# |     | ExceptionGroup: nested (1 sub-exception)
# |     +-+---------------- 1 ----------------
# |       | TypeError: t
# |       +------------------------------------
# exit: 1
