import _plain
import _plain as again
from _plain import bump, counter as initial, Thing
import sys

print(again is _plain, sys.modules["_plain"] is _plain, bump(), bump(), _plain.counter, initial)
print(_plain.__name__, _plain.__file__.rpartition("/")[2], repr(_plain).split(" from ")[0])
print(Thing.__module__, bump.__module__)
_plain.counter = 100
print(bump(), _plain.Thing is Thing)
del sys.modules["_plain"]
import _plain as fresh
print(fresh is _plain, fresh.counter, fresh.Thing is Thing)
try:
    _plain.nothing
except AttributeError as e:
    print(e)
_plain.added = 1
del _plain.added
print(hasattr(_plain, "added"), type(_plain).__name__, "bump" in dir(_plain), vars(_plain)["public"])
print(_plain.__dict__ is vars(_plain), __name__)

# expect:
# | _plain runs once, as _plain
# | True True 1 2 2 0
# | _plain _plain.py <module '_plain'
# | _plain _plain
# | 101 True
# | _plain runs once, as _plain
# | False 0 False
# | module '_plain' has no attribute 'nothing'
# | False module True public
# | True __main__
