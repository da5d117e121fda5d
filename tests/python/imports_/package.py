import pkg_a.sub.deep
import pkg_a.first as f
from pkg_a import second, exported, first
from pkg_a.sub import deep as d
import sys

print(pkg_a.__name__, pkg_a.__doc__, pkg_a.__package__, f.__package__, pkg_a.__file__.rpartition("/")[2])
print(pkg_a.sub.deep is d, pkg_a.first is f is first, exported, d.deep_value, second.deep_value)
print(f.where(), second.first_where())
print(sorted(m for m in sys.modules if m.startswith("pkg_a")), hasattr(pkg_a, "sub"), pkg_a._hidden)
try:
    d.go_too_far()
except ImportError as e:
    print(type(e).__name__, e)
ns = {}
exec("from pkg_a import *", ns)
print(sorted(n for n in ns if not n.startswith("__")))
try:
    import pkg_a.missing
except ModuleNotFoundError as e:
    print(e, e.name)
try:
    import pkg_a.first.deeper
except ModuleNotFoundError as e:
    print(e)
try:
    from pkg_a import no_such_name
except ImportError as e:
    print(str(e).split(" (/")[0], e.name)

# expect:
# | pkg_a is imported
# | pkg_a.first is imported as pkg_a.first
# | pkg_a.sub is imported, path is a list: True
# | pkg_a Package a. pkg_a pkg_a __init__.py
# | True True exported 42 42
# | ('pkg_a.first', 'pkg_a') ('pkg_a.first', 'pkg_a')
# | ['pkg_a', 'pkg_a.first', 'pkg_a.second', 'pkg_a.sub', 'pkg_a.sub.deep'] True hidden
# | ImportError attempted relative import beyond top-level package
# | ['exported', 'first', 'second', 'value']
# | No module named 'pkg_a.missing' pkg_a.missing
# | No module named 'pkg_a.first.deeper'; 'pkg_a.first' is not a package
# | cannot import name 'no_such_name' from 'pkg_a' pkg_a
