eg = ExceptionGroup("group", [ValueError(1), KeyError("k"), ExceptionGroup("inner", [TypeError("t"), ValueError(2)])])
print(eg, repr(eg))
print(eg.message, len(eg.exceptions))
match, rest = eg.split(ValueError)
print(repr(match))
print(repr(rest))
print(repr(eg.subgroup(TypeError)), eg.subgroup(OSError))
print(repr(eg.subgroup(lambda e: isinstance(e, KeyError))))
try:
    raise eg
except* ValueError as e:
    print("star value", repr(e))
except* (KeyError, TypeError) as e:
    print("star other", repr(e))
try:
    raise ValueError("bare")
except* ValueError as e:
    print(repr(e))
try:
    try:
        raise eg
    except* KeyError:
        print("one handled")
except ExceptionGroup as e:
    print("left", repr(e))
for args in ((), ("m",), ("m", []), ("m", [5]), (5, [ValueError()]), ("m", 5), ("m", [KeyboardInterrupt()])):
    try:
        ExceptionGroup(*args)
    except (TypeError, ValueError) as e:
        print(e)
print(type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
print(type(BaseExceptionGroup("b", [ValueError()])).__name__)
print(eg.derive([ValueError(3)]))

# expect:
# | group (3 sub-exceptions) ExceptionGroup('group', [ValueError(1), KeyError('k'), ExceptionGroup('inner', [TypeError('t'), ValueError(2)])])
# | group 3
# | ExceptionGroup('group', [ValueError(1), ExceptionGroup('inner', [ValueError(2)])])
# | ExceptionGroup('group', [KeyError('k'), ExceptionGroup('inner', [TypeError('t')])])
# | ExceptionGroup('group', [ExceptionGroup('inner', [TypeError('t')])]) None
# | ExceptionGroup('group', [KeyError('k')])
# | star value ExceptionGroup('group', [ValueError(1), ExceptionGroup('inner', [ValueError(2)])])
# | star other ExceptionGroup('group', [KeyError('k'), ExceptionGroup('inner', [TypeError('t')])])
# | ExceptionGroup('', (ValueError('bare'),))
# | one handled
# | left ExceptionGroup('group', [ValueError(1), ExceptionGroup('inner', [TypeError('t'), ValueError(2)])])
# | BaseExceptionGroup.__new__() takes exactly 2 arguments (0 given)
# | BaseExceptionGroup.__new__() takes exactly 2 arguments (1 given)
# | second argument (exceptions) must be a non-empty sequence
# | Item 0 of second argument (exceptions) is not an exception
# | BaseExceptionGroup.__new__() argument 1 must be str, not int
# | second argument (exceptions) must be a sequence
# | Cannot nest BaseExceptions in an ExceptionGroup
# | BaseExceptionGroup
# | ExceptionGroup
# | group (1 sub-exception)
