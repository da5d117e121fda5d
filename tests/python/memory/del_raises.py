class C:
    def __del__(self):
        raise ValueError("from __del__")


c = C()
del c
print("goes on")


def f():
    x = C()
    return "returned"


print(f())
C.__del__ = lambda self: 1 / 0
C()
print("end")

# expect:
# | goes on
# | returned
# | end
# stderr:
# | Exception ignored in: <function C.__del__ at 0x...>
# | Traceback (most recent call last):
# |   File "del_raises.py", line 3, in __del__
# |     raise ValueError("from __del__")
# | ValueError: from __del__
# | Exception ignored in: <function C.__del__ at 0x...>
# | Traceback (most recent call last):
# |   File "del_raises.py", line 3, in __del__
# |     raise ValueError("from __del__")
# | ValueError: from __del__
# | Exception ignored in: <function <lambda> at 0x...>
# | Traceback (most recent call last):
# |   File "del_raises.py", line 17, in <lambda>
# |     C.__del__ = lambda self: 1 / 0
# |                              ~~^~~
# | ZeroDivisionError: division by zero
