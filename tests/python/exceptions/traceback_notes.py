e = ValueError("with notes")
e.add_note("first note")
e.add_note("second note\nof two lines")
print(e.__notes__)
try:
    e.add_note(5)
except TypeError as t:
    print(t)
raise e

# expect:
# | ['first note', 'second note\nof two lines']
# | note must be a str, not 'int'
# stderr:
# | Traceback (most recent call last):
# |   File "traceback_notes.py", line 9, in <module>
# |     raise e
# | ValueError: with notes
# | first note
# | second note
# | of two lines
# exit: 1
