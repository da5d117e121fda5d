# A variable is a reference: an int bound to a name, the name bound again, the int gone with its last name.
import sys


class Int(int):
    """An int whose death can be seen."""

    def __del__(self):
        print("  ", int(self), "is no more")


print("an int bound to a name")
x = Int(1000)
print("   x is", x, "of", type(x).__mro__[1:])
before = sys.getrefcount(x)
y = x
print("   y = x makes a second reference:", sys.getrefcount(x) - before, "more, same object:", y is x)
print("bind x again")
x = x + 1
print("   x is", x, "and y is still", y)
print("delete the last name")
del y
print("a small int and None are shared by everybody")
a, b = 5, 2 + 3
print("  ", a is b, None is None)
print("everything is an object")
for thing in (1, 2.5, "s", print, int, type, (lambda: 0), sys, None, ...):
    print("  ", type(thing).__name__, isinstance(thing, object), hasattr(thing, "__class__"))

# expect:
# | an int bound to a name
# |    x is 1000 of (<class 'int'>, <class 'object'>)
# |    y = x makes a second reference: 1 more, same object: True
# | bind x again
# |    x is 1001 and y is still 1000
# | delete the last name
# |    1000 is no more
# | a small int and None are shared by everybody
# |    True True
# | everything is an object
# |    int True True
# |    float True True
# |    str True True
# |    builtin_function_or_method True True
# |    type True True
# |    type True True
# |    function True True
# |    module True True
# |    NoneType True True
# |    ellipsis True True
