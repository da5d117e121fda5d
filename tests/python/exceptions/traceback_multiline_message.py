class E(Exception):
    def __str__(self):
        return "first line\nsecond line"


raise E

# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "traceback_multiline_message.py", line 6, in <module>
# |     raise E
# | E: first line
# | second line
# exit: 1
