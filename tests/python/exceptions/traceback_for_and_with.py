class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        for x in 5:
            pass


with Manager() as m:
    print("body")

# expect:
# | body
# stderr:
# | Traceback (most recent call last):
# |   File "traceback_for_and_with.py", line 10, in <module>
# |     with Manager() as m:
# |   File "traceback_for_and_with.py", line 6, in __exit__
# |     for x in 5:
# | TypeError: 'int' object is not iterable
# exit: 1
