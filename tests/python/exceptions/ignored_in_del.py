class C:
    def __init__(self, x):
        self.x = x

    def __del__(self):
        inner(self.x)


def inner(x):
    raise RuntimeError("problem %s" % x)


c = C(1)
del c
print("still here")
lst = [C(2), C(3)]
lst = None
print("end")

# expect:
# | still here
# | end
# stderr:
# | Exception ignored in: <function C.__del__ at 0x...>
# | Traceback (most recent call last):
# |   File "ignored_in_del.py", line 6, in __del__
# |     inner(self.x)
# |   File "ignored_in_del.py", line 10, in inner
# |     raise RuntimeError("problem %s" % x)
# | RuntimeError: problem 1
# | Exception ignored in: <function C.__del__ at 0x...>
# | Traceback (most recent call last):
# |   File "ignored_in_del.py", line 6, in __del__
# |     inner(self.x)
# |   File "ignored_in_del.py", line 10, in inner
# |     raise RuntimeError("problem %s" % x)
# | RuntimeError: problem 3
# | Exception ignored in: <function C.__del__ at 0x...>
# | Traceback (most recent call last):
# |   File "ignored_in_del.py", line 6, in __del__
# |     inner(self.x)
# |   File "ignored_in_del.py", line 10, in inner
# |     raise RuntimeError("problem %s" % x)
# | RuntimeError: problem 2
