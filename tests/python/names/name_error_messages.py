def attempt(source):
    try:
        exec(source, {})
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


attempt("undefined_name")
attempt("print(undefined_in_call)")
attempt("def f():\n  return missing\nf()")
attempt("lambda: 0\nclass C:\n  x = nope")
attempt("del gone")
attempt("x = 1\ndel x\nx")
attempt("[y for x in range(1)]")
try:
    undefined_name
except NameError as e:
    print(e.name, e.args)
try:
    (1).no_such
except AttributeError as e:
    print(e.name, e.obj, e)
print(undefined_at_the_end)

# expect:
# | NameError: name 'undefined_name' is not defined
# | NameError: name 'undefined_in_call' is not defined
# | NameError: name 'missing' is not defined
# | NameError: name 'nope' is not defined
# | NameError: name 'gone' is not defined
# | NameError: name 'x' is not defined
# | NameError: name 'y' is not defined
# | undefined_name ("name 'undefined_name' is not defined",)
# | no_such 1 'int' object has no attribute 'no_such'
# stderr:
# | Traceback (most recent call last):
# |   File "name_error_messages.py", line 23, in <module>
# |     print(undefined_at_the_end)
# |           ^^^^^^^^^^^^^^^^^^^^
# | NameError: name 'undefined_at_the_end' is not defined
# exit: 1
