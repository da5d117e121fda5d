calls = [
    "'a'.join([1])", "'a'.join(5)", "'a'.split(5)", "'a'.replace('a')", "[].append()", "[].append(1, 2)",
    "[].pop(1)", "[1].pop('a')", "[].insert(1)", "{}.get()", "{}.pop('a')", "{}.pop()", "{}.update(5)",
    "{}.popitem()", "set().pop()", "set().remove(1)", "{1}.add()", "[].index(1)", "[].remove(1)",
    "(1,).index(2)", "'a'.index('b')", "[].sort(1)", "[].sort(x=1)", "[].extend(5)", "'a'.center()",
    "'a'.center('b')",
]
for source in calls:
    try:
        eval(source)
        print(source, "works")
    except Exception as e:
        print(f"{source}: {type(e).__name__}: {e}")

# expect:
# | 'a'.join([1]): TypeError: sequence item 0: expected str instance, int found
# | 'a'.join(5): TypeError: can only join an iterable
# | 'a'.split(5): TypeError: must be str or None, not int
# | 'a'.replace('a'): TypeError: replace expected at least 2 arguments, got 1
# | [].append(): TypeError: list.append() takes exactly one argument (0 given)
# | [].append(1, 2): TypeError: list.append() takes exactly one argument (2 given)
# | [].pop(1): IndexError: pop from empty list
# | [1].pop('a'): TypeError: 'str' object cannot be interpreted as an integer
# | [].insert(1): TypeError: insert expected 2 arguments, got 1
# | {}.get(): TypeError: get expected at least 1 argument, got 0
# | {}.pop('a'): KeyError: 'a'
# | {}.pop(): TypeError: pop expected at least 1 argument, got 0
# | {}.update(5): TypeError: 'int' object is not iterable
# | {}.popitem(): KeyError: 'popitem(): dictionary is empty'
# | set().pop(): KeyError: 'pop from an empty set'
# | set().remove(1): KeyError: 1
# | {1}.add(): TypeError: set.add() takes exactly one argument (0 given)
# | [].index(1): ValueError: 1 is not in list
# | [].remove(1): ValueError: list.remove(x): x not in list
# | (1,).index(2): ValueError: tuple.index(x): x not in tuple
# | 'a'.index('b'): ValueError: substring not found
# | [].sort(1): TypeError: sort() takes no positional arguments
# | [].sort(x=1): TypeError: 'x' is an invalid keyword argument for sort()
# | [].extend(5): TypeError: 'int' object is not iterable
# | 'a'.center(): TypeError: center expected at least 1 argument, got 0
# | 'a'.center('b'): TypeError: 'str' object cannot be interpreted as an integer
