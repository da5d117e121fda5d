class C:
    x = 1

    def __init__(self):
        self.y = 2


c = C()
print(getattr(c, "x"), getattr(c, "z", "default"), hasattr(c, "y"), hasattr(c, "z"), hasattr(5, "real"))
print(getattr(c, "__class__").__name__)
setattr(c, "z", 3)
setattr(c, "not an identifier", 4)
print(c.z, vars(c), getattr(c, "not an identifier"))
delattr(c, "z")
print(hasattr(c, "z"), sorted(n for n in dir(c) if not n.startswith("__")))
print(sorted(n for n in vars(C) if not n.startswith("__")))


class P:
    @property
    def bad(self):
        raise ValueError("property failed")

    @property
    def attr(self):
        raise AttributeError("inside")


print(hasattr(P(), "attr"), getattr(P(), "attr", "default"))
for f in (lambda: hasattr(P(), "bad"), lambda: getattr(P(), "bad", 1), lambda: getattr(c, 5),
          lambda: getattr(c, "none"), lambda: delattr(c, "none"), lambda: setattr(5, "x", 1),
          lambda: setattr(c, 5, 1), lambda: vars(5), lambda: vars(1, 2), lambda: hasattr(c),
          lambda: setattr(c, "x"), lambda: getattr(None, "x"), lambda: setattr(int, "x", 1),
          lambda: delattr(C, "none"), lambda: setattr(object(), "x", 1)):
    try:
        print(f())
    except (ValueError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)


def f():
    a = 1
    b = 2
    return sorted(vars()), dir()


print(f(), vars(C)["x"], vars() is globals(), "f" in dir(), type(vars(C)).__name__)
import sys
print(vars(sys)["version_info"] is sys.version_info, "path" in dir(sys), getattr(sys, "platform"))


class D:
    def __dir__(self):
        return (x for x in ("b", "a"))


print(dir(D()))
try:
    dir(type("E", (), {"__dir__": lambda s: 5})())
except TypeError as e:
    print(e)

# expect:
# | 1 default True False True
# | C
# | 3 {'y': 2, 'z': 3, 'not an identifier': 4} 4
# | False ['not an identifier', 'x', 'y']
# | ['x']
# | False default
# | ValueError property failed
# | ValueError property failed
# | TypeError attribute name must be string, not 'int'
# | AttributeError 'C' object has no attribute 'none'
# | AttributeError 'C' object has no attribute 'none'
# | AttributeError 'int' object has no attribute 'x'
# | TypeError attribute name must be string, not 'int'
# | TypeError vars() argument must have __dict__ attribute
# | TypeError vars expected at most 1 argument, got 2
# | TypeError hasattr expected 2 arguments, got 1
# | TypeError setattr expected 3 arguments, got 2
# | AttributeError 'NoneType' object has no attribute 'x'
# | TypeError cannot set 'x' attribute of immutable type 'int'
# | AttributeError type object 'C' has no attribute 'none'
# | AttributeError 'object' object has no attribute 'x'
# | (['a', 'b'], ['a', 'b']) 1 True True mappingproxy
# | True True linux
# | ['a', 'b']
# | 'int' object is not iterable
