from _plain import *
from _with_all import *

print(public, chosen, bump(), "not_chosen" in globals(), "_private" in globals())
print("counter" in globals(), sorted(n for n in globals() if not n.startswith("__")))
try:
    from _bad_all import *
except AttributeError as e:
    print(e)
try:
    exec("def f():\n    from _plain import *")
except SyntaxError as e:
    print(e.msg)
ns = {}
exec("from _plain import *", ns)
print(sorted(n for n in ns if not n.startswith("__")))

# expect:
# | _plain runs once, as _plain
# | public 1 1 False False
# | True ['Thing', 'bump', 'chosen', 'counter', 'public']
# | module '_bad_all' has no attribute 'missing_name'
# | import * only allowed at module level
# | ['Thing', 'bump', 'counter', 'public']
