def f():
    import math
    return math.sqrt(16)


print(f(), "math" in globals())


class C:
    from math import floor, pi as PI
    import math as m


print(C.PI > 3, C.m.ceil(1.2), C.floor(2.5))


def g(flag):
    if flag:
        import math as chosen
    else:
        import sys as chosen
    return chosen.__name__


print(g(1), g(0))


def h():
    try:
        print(math)
    except UnboundLocalError as e:
        print(e)
    import math


h()
import math, sys as system, pkg_a.first
print(math.pi == C.PI, system.__name__, pkg_a.first.value)
import pkg_a.sub.deep as deep
print(deep.deep_value)
from pkg_a.first import (value as v,
                         where)
print(v, where())

# expect:
# | 4.0 False
# | True 2 2
# | math sys
# | cannot access local variable 'math' where it is not associated with a value
# | pkg_a is imported
# | pkg_a.first is imported as pkg_a.first
# | pkg_a.sub is imported, path is a list: True
# | True sys 1
# | 42
# | 1 ('pkg_a.first', 'pkg_a')
