def deco(cls):
    return cls


@deco
class C:
    x = 1

    class Inner:
        y = undefined_thing

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "traceback_class_body.py", line 6, in <module>
# |     class C:
# |   File "traceback_class_body.py", line 9, in C
# |     class Inner:
# |   File "traceback_class_body.py", line 10, in Inner
# |     y = undefined_thing
# |         ^^^^^^^^^^^^^^^
# | NameError: name 'undefined_thing' is not defined
# exit: 1
