import sys
import types

m = types.ModuleType("made", "The doc.")
m.x = 5
print(m, m.__name__, m.__doc__, m.x, sorted(vars(m)))
sys.modules["made"] = m
import made
from made import x
print(made is m, x)
exec("y = x + 1\ndef f(): return y", m.__dict__)
print(made.y, made.f())
del made.y
try:
    made.f()
except NameError as e:
    print(e)
import _getattr
print(_getattr.lazy, dir(_getattr))
from _getattr import lazy
print(lazy)
try:
    _getattr.other
except AttributeError as e:
    print(e)
import _run_main


class Fake:
    attr = "any object can be a module"


sys.modules["fake"] = Fake()
import fake
print(fake.attr)
from fake import attr
m.__name__ = "renamed"
print(repr(m), type(m) is type(sys))
for args in ((), (5,), ("a", "b", "c")):
    try:
        types.ModuleType(*args)
    except TypeError as e:
        print(e)
try:
    m.nothing
except AttributeError as e:
    print(e)

# expect:
# | <module 'made'> made The doc. 5 ['__doc__', '__loader__', '__name__', '__package__', '__spec__', 'x']
# | True 5
# | 6 6
# | name 'y' is not defined
# | made on demand ['lazy', 'listed']
# | made on demand
# | module has no other
# | imported, __name__ is _run_main
# | any object can be a module
# | <module 'renamed'> True
# | module() missing required argument 'name' (pos 1)
# | module() argument 'name' must be str, not int
# | module() takes at most 2 arguments (3 given)
# | module 'renamed' has no attribute 'nothing'
