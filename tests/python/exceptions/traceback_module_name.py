class Outer:
    class Inner(Exception):
        pass


Outer.Inner.__module__ = "some.package"
try:
    raise Outer.Inner("first")
except Outer.Inner as e:
    pass
raise Outer.Inner()

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "traceback_module_name.py", line 11, in <module>
# |     raise Outer.Inner()
# | some.package.Outer.Inner
# exit: 1
