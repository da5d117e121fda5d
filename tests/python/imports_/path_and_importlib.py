import importlib
import sys

here = __file__.rpartition("/")[0]
print(sys.path[0] == here)
m = importlib.import_module("_plain")
print(m.public, importlib.import_module("pkg_a.first").value, importlib.import_module(".first", "pkg_a").value)
m.counter = 50
print(importlib.reload(m) is m, m.counter)
sys.path.insert(0, here + "/fixtures")
import only_on_path
print(only_on_path.found)
sys.path.pop(0)
try:
    importlib.import_module("gone_module")
except ModuleNotFoundError as e:
    print(e)
try:
    importlib.import_module(".rel")
except TypeError as e:
    print(e)

# expect:
# | True
# | _plain runs once, as _plain
# | pkg_a is imported
# | pkg_a.first is imported as pkg_a.first
# | pkg_a.sub is imported, path is a list: True
# | public 1 1
# | _plain runs once, as _plain
# | True 0
# | found through sys.path
# | No module named 'gone_module'
# | the 'package' argument is required to perform a relative import for '.rel'
