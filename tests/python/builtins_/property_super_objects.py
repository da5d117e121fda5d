print(object() != object(), repr(object()).split(" at ")[0], object.__doc__ is not None, dir(object())[:3])
o = object()
print(o == o, hash(o) == hash(o), bool(o), str(o) == repr(o), o.__class__, isinstance(o, object))
print(sorted(n for n in dir(object) if n in ("__eq__", "__init__", "__new__", "__repr__", "__hash__", "__str__", "__setattr__", "__reduce__", "__sizeof__", "__subclasshook__", "__init_subclass__", "__format__", "__dir__")))
print((5).__add__(3), "a".__add__("b"), [1].__len__(), (5).__repr__(), "x".__eq__("x"), (5).__lt__("a"))
print([].__class__, int.__add__(1, 2), str.upper("a"), list.append([], 1), (1).__class__.__mro__)
print(object.__eq__(1, 1), object.__eq__(1, 2), object.__repr__(5).split(" at ")[0], object.__str__(5))
print(int.__repr__(True), type.__call__(int, "5"), type.__repr__(int), object.__format__(5, ""))
print(object.__ne__(1, 1))
for f in (lambda: object.__setattr__(5, "x", 1), lambda: object.__getattribute__(5, "x"),
          lambda: int.__add__("a", 1), lambda: str.upper(5), lambda: [].__getitem__("a"),
          lambda: object.__init__(5, 1), lambda: object.__format__(5, "x"), lambda: list.append(5, 1),
          lambda: int.__add__(1), lambda: dict.get([], 1), lambda: (5).__add__(), lambda: type.__call__()):
    try:
        print(f())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
print(NotImplemented, Ellipsis, None, __debug__, True.__class__, None.__class__.__name__, ... is Ellipsis)
for s in ("None = 1", "True = 1", "__debug__ = 1", "... = 1", "None.x = 1", "del None"):
    try:
        exec(s)
    except (SyntaxError, AttributeError) as e:
        print(type(e).__name__, e)

# expect:
# | True <object object True ['__class__', '__delattr__', '__dir__']
# | True True True True <class 'object'> True
# | ['__dir__', '__eq__', '__format__', '__hash__', '__init__', '__init_subclass__', '__new__', '__reduce__', '__repr__', '__setattr__', '__sizeof__', '__str__', '__subclasshook__']
# | 8 ab 1 5 True NotImplemented
# | <class 'list'> 3 A None (<class 'int'>, <class 'object'>)
# | True NotImplemented <int object 5
# | 1 5 <class 'int'> 5
# | False
# | AttributeError 'int' object has no attribute 'x'
# | AttributeError 'int' object has no attribute 'x'
# | TypeError descriptor '__add__' requires a 'int' object but received a 'str'
# | TypeError descriptor 'upper' for 'str' objects doesn't apply to a 'int' object
# | TypeError list indices must be integers or slices, not str
# | None
# | TypeError unsupported format string passed to int.__format__
# | TypeError descriptor 'append' for 'list' objects doesn't apply to a 'int' object
# | TypeError expected 1 argument, got 0
# | TypeError descriptor 'get' for 'dict' objects doesn't apply to a 'list' object
# | TypeError expected 1 argument, got 0
# | TypeError descriptor '__call__' of 'type' object needs an argument
# | NotImplemented Ellipsis None True <class 'bool'> NoneType True
# | SyntaxError cannot assign to None (<string>, line 1)
# | SyntaxError cannot assign to True (<string>, line 1)
# | SyntaxError cannot assign to __debug__ (<string>, line 1)
# | SyntaxError cannot assign to ellipsis here. Maybe you meant '==' instead of '='? (<string>, line 1)
# | AttributeError 'NoneType' object has no attribute 'x'
# | SyntaxError cannot delete None (<string>, line 1)
