# Long containers die in parts; what they hold is gone when somebody asks.
import gc
import sys
from collections import deque

N = 20000


class Item:
    __slots__ = ("x",)


def subclass(base):
    return type("My" + base.__name__, (base,), {})


makers = [
    ("list", lambda items: list(items)),
    ("tuple", lambda items: tuple(items)),
    ("dict values", lambda items: dict(enumerate(items))),
    ("dict keys", lambda items: dict.fromkeys(items)),
    ("named dict", lambda items: {str(i): x for i, x in enumerate(items)}),
    ("set", lambda items: set(items)),
    ("frozenset", lambda items: frozenset(items)),
    ("deque", lambda items: deque(items)),
    ("nested", lambda items: [[x] for x in items]),
    ("list subclass", lambda items: subclass(list)(items)),
    ("tuple subclass", lambda items: subclass(tuple)(items)),
    ("dict subclass", lambda items: subclass(dict)(enumerate(items))),
    ("set subclass", lambda items: subclass(set)(items)),
    ("deque subclass", lambda items: subclass(deque)(items)),
]
shared = Item()
gc.collect()
for name, make in makers:
    container = make([Item() for _ in range(N)])
    holder = make([shared] * N)
    gc.collect()
    before = sys.getrefcount(shared)
    container = holder = None
    print(name, before > 2, sys.getrefcount(shared), sum(type(x) is Item for x in gc.get_objects()))

# with holes
d = {i: Item() for i in range(N)}
s = set(Item() for _ in range(N))
for i in range(0, N, 3):
    del d[i]
for x in list(s)[::3]:
    s.discard(x)
del x
d = s = None
print("holes", sum(type(x) is Item for x in gc.get_objects()))
# expect:
# | list True 2 1
# | tuple True 2 1
# | dict values True 2 1
# | dict keys True 2 1
# | named dict True 2 1
# | set True 2 1
# | frozenset True 2 1
# | deque True 2 1
# | nested True 2 1
# | list subclass True 2 1
# | tuple subclass True 2 1
# | dict subclass True 2 1
# | set subclass True 2 1
# | deque subclass True 2 1
# | holes 1
