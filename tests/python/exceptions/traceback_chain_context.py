def load(d):
    return d["missing"]


def fallback():
    try:
        load({})
    except KeyError:
        int("not a number")


fallback()

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "traceback_chain_context.py", line 7, in fallback
# |     load({})
# |   File "traceback_chain_context.py", line 2, in load
# |     return d["missing"]
# |            ~^^^^^^^^^^^
# | KeyError: 'missing'
# |
# | During handling of the above exception, another exception occurred:
# |
# | Traceback (most recent call last):
# |   File "traceback_chain_context.py", line 12, in <module>
# |     fallback()
# |   File "traceback_chain_context.py", line 9, in fallback
# |     int("not a number")
# | ValueError: invalid literal for int() with base 10: 'not a number'
# exit: 1
