try:
    import no_such_module_at_all as m
except ImportError:
    m = None
print(m)
if True:
    import math as chosen
else:
    import cmath as chosen
print(chosen.__name__)
for name in ("one", "two"):
    def f(n=name):
        return n
    print(f())
if len("x") == 1:
    def g():
        return "first"
else:
    def g():
        return "second"
print(g())


def lazily():
    import sys
    from math import sqrt as root, pi
    return sys.__name__, root(16), round(pi, 3)


print(lazily())
try:
    def h():
        return "in try"
finally:
    print(h())


def outer():
    try:
        import also_not_there
    except ModuleNotFoundError as e:
        return str(e)


print(outer())
from math import (
    floor,
    ceil,
)
print(floor(1.5), ceil(1.5))
import math as a, sys as b
print(a.__name__, b.__name__)
if 0:
    x = 1
elif 0:
    x = 2
else:
    x = 3
print(x); y = 4; print(y)
pass; ...
"""a string statement"""

# expect:
# | None
# | math
# | one
# | two
# | first
# | ('sys', 4.0, 3.142)
# | in try
# | No module named 'also_not_there'
# | 1 2
# | math sys
# | 3
# | 4
