class C:
    def __del__(self):
        print("finalized after the traceback")


c = C()
raise ValueError("uncaught")

# expect:
# | finalized after the traceback
# stderr:
# | Traceback (most recent call last):
# |   File "shutdown_after_error.py", line 7, in <module>
# |     raise ValueError("uncaught")
# | ValueError: uncaught
# exit: 1
