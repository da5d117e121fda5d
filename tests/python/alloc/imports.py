import math
import sys
import keyword
import _package
from _package import inner, value as v
from _package.inner import *
import bisect as b

print(math.sqrt(16), sys.version_info[0], keyword.iskeyword("if"), _package.name, inner.public, v)
print(public, b.bisect([1, 3], 2))
try:
    import surely_missing_module
except ImportError as e:
    print(e)
try:
    from _package import nothing
except ImportError as e:
    print(type(e).__name__)
try:
    import _package.missing
except ImportError as e:
    print(e)
m = type(sys)("made")
m.x = 1
sys.modules["made"] = m
import made
print(made.x, made)


def late():
    import _package.late
    return _package.late.value


print(late())
del sys.modules["made"], made, m

# expect:
# | 4.0 3 True _package public [1, 2]
# | public 1
# | No module named 'surely_missing_module'
# | ImportError
# | No module named '_package.missing'
# | 1 <module 'made'>
# | [1, 2, 1, 2]
