import weakref


class C:
    def __init__(self):
        self.items = [1, 2]

    def method(self, x):
        return x * 2

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        return self.items[i]

    def __add__(self, o):
        return "added", o

    def __iter__(self):
        return iter(self.items)

    def __contains__(self, x):
        return x in self.items

    def __str__(self):
        return "C str"

    def __bool__(self):
        return False

    def __eq__(self, o):
        return "eq"


c = C()
p = weakref.proxy(c, lambda r: print("proxy callback"))
print(p.items, p.method(4), len(p), p[1], p + 5, list(p), 2 in p, str(p), bool(p), p == 1)
print(isinstance(p, C), type(p).__name__, p.__class__.__name__)
p.new = 7
print(c.new)
del p.new
print(hasattr(c, "new"), weakref.getweakrefcount(c))
try:
    hash(p)
except TypeError as e:
    print(e)
del c
for f in (lambda: p.items, lambda: len(p), lambda: p + 1, lambda: str(p), lambda: bool(p), lambda: p.method(1),
          lambda: list(p), lambda: setattr(p, "x", 1)):
    try:
        f()
        print("no error")
    except ReferenceError as e:
        print("ReferenceError:", e)


class F:
    def __call__(self, x):
        return "called", x


f = F()
q = weakref.proxy(f)
print(q(3), type(q).__name__, callable(q), weakref.proxy(f) is q)

# expect:
# | [1, 2] 8 2 2 ('added', 5) [1, 2] True C str False eq
# | True ProxyType C
# | 7
# | False 1
# | unhashable type: 'weakref.ProxyType'
# | proxy callback
# | ReferenceError: weakly-referenced object no longer exists
# | ReferenceError: weakly-referenced object no longer exists
# | ReferenceError: weakly-referenced object no longer exists
# | ReferenceError: weakly-referenced object no longer exists
# | ReferenceError: weakly-referenced object no longer exists
# | ReferenceError: weakly-referenced object no longer exists
# | ReferenceError: weakly-referenced object no longer exists
# | ReferenceError: weakly-referenced object no longer exists
# | ('called', 3) CallableProxyType True True
