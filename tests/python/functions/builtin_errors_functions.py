calls = [
    "len()", "len(1, 2)", "len(5)", "len(x=1)", "isinstance(1)", "isinstance(1, 5)", "issubclass(1, int)",
    "issubclass(int, 1)", "iter(5)", "next(5)", "next([])", "sum(5)", "sum(['a'])", "sum('ab', '')", "max()",
    "max(5)", "max([])", "min(1, 'a')", "sorted(5)", "sorted([1, 'a'])", "sorted()", "reversed(5)",
    "enumerate(5)", "zip(5)", "map(len)", "map()", "filter(len)", "hasattr(1)", "getattr(1)", "getattr(1, 2)",
    "setattr(1, 'x')", "hash([])", "hash({})", "callable()", "id()", "repr()", "format()", "format(1, 2)",
    "vars(5)", "dir(1, 2)", "input(1, 2)", "print(sep=5)", "print(x=1)", "super()",
]
for source in calls:
    try:
        eval(source)
        print(source, "works")
    except Exception as e:
        print(f"{source}: {type(e).__name__}: {e}")

# expect:
# | len(): TypeError: len() takes exactly one argument (0 given)
# | len(1, 2): TypeError: len() takes exactly one argument (2 given)
# | len(5): TypeError: object of type 'int' has no len()
# | len(x=1): TypeError: len() takes no keyword arguments
# | isinstance(1): TypeError: isinstance expected 2 arguments, got 1
# | isinstance(1, 5): TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union
# | issubclass(1, int): TypeError: issubclass() arg 1 must be a class
# | issubclass(int, 1): TypeError: issubclass() arg 2 must be a class, a tuple of classes, or a union
# | iter(5): TypeError: 'int' object is not iterable
# | next(5): TypeError: 'int' object is not an iterator
# | next([]): TypeError: 'list' object is not an iterator
# | sum(5): TypeError: 'int' object is not iterable
# | sum(['a']): TypeError: unsupported operand type(s) for +: 'int' and 'str'
# | sum('ab', ''): TypeError: sum() can't sum strings [use ''.join(seq) instead]
# | max(): TypeError: max expected at least 1 argument, got 0
# | max(5): TypeError: 'int' object is not iterable
# | max([]): ValueError: max() arg is an empty sequence
# | min(1, 'a'): TypeError: '<' not supported between instances of 'str' and 'int'
# | sorted(5): TypeError: 'int' object is not iterable
# | sorted([1, 'a']): TypeError: '<' not supported between instances of 'str' and 'int'
# | sorted(): TypeError: sorted expected 1 argument, got 0
# | reversed(5): TypeError: 'int' object is not reversible
# | enumerate(5): TypeError: 'int' object is not iterable
# | zip(5): TypeError: 'int' object is not iterable
# | map(len): TypeError: map() must have at least two arguments.
# | map(): TypeError: map() must have at least two arguments.
# | filter(len): TypeError: filter expected 2 arguments, got 1
# | hasattr(1): TypeError: hasattr expected 2 arguments, got 1
# | getattr(1): TypeError: getattr expected at least 2 arguments, got 1
# | getattr(1, 2): TypeError: attribute name must be string, not 'int'
# | setattr(1, 'x'): TypeError: setattr expected 3 arguments, got 2
# | hash([]): TypeError: unhashable type: 'list'
# | hash({}): TypeError: unhashable type: 'dict'
# | callable(): TypeError: callable() takes exactly one argument (0 given)
# | id(): TypeError: id() takes exactly one argument (0 given)
# | repr(): TypeError: repr() takes exactly one argument (0 given)
# | format(): TypeError: format expected at least 1 argument, got 0
# | format(1, 2): TypeError: format() argument 2 must be str, not int
# | vars(5): TypeError: vars() argument must have __dict__ attribute
# | dir(1, 2): TypeError: dir expected at most 1 argument, got 2
# | input(1, 2): TypeError: input expected at most 1 argument, got 2
# | print(sep=5): TypeError: sep must be None or a string, not int
# | print(x=1): TypeError: 'x' is an invalid keyword argument for print()
# | super(): RuntimeError: super(): no arguments
