calls = [
    "abs()", "abs('x')", "ord('ab')", "ord(5)", "chr('a')", "chr(-1)", "int('x')", "int([])", "int('10', 99)",
    "int(5, 10)", "float('x')", "float([])", "str(1, 2)", "list(5)", "list(1, 2)", "tuple(5)", "dict(5)",
    "dict([1])", "dict([(1, 2, 3)])", "set(5)", "range()", "range('a')", "range(1, 2, 0)",
    "range(1, 2, 3, 4)", "round('x')", "round(1.5, 'x')", "pow(2)", "pow('a', 2)", "divmod(1)",
    "divmod(1, 'a')", "bin('a')", "hex(1.5)", "bytes('a')", "bytes([256])", "bytes(-1)", "bytearray('a')",
    "complex('x')", "slice()", "object(1)", "type()", "type(1, 2)", "property(1, 2, 3, 4, 5)",
    "memoryview(5)", "set().pop()", "set().remove(1)",
]
for source in calls:
    try:
        eval(source)
        print(source, "works")
    except Exception as e:
        print(f"{source}: {type(e).__name__}: {e}")

# expect:
# | abs(): TypeError: abs() takes exactly one argument (0 given)
# | abs('x'): TypeError: bad operand type for abs(): 'str'
# | ord('ab'): TypeError: ord() expected a character, but string of length 2 found
# | ord(5): TypeError: ord() expected string of length 1, but int found
# | chr('a'): TypeError: 'str' object cannot be interpreted as an integer
# | chr(-1): ValueError: chr() arg not in range(0x110000)
# | int('x'): ValueError: invalid literal for int() with base 10: 'x'
# | int([]): TypeError: int() argument must be a string, a bytes-like object or a real number, not 'list'
# | int('10', 99): ValueError: int() base must be >= 2 and <= 36, or 0
# | int(5, 10): TypeError: int() can't convert non-string with explicit base
# | float('x'): ValueError: could not convert string to float: 'x'
# | float([]): TypeError: float() argument must be a string or a real number, not 'list'
# | str(1, 2): TypeError: str() argument 'encoding' must be str, not int
# | list(5): TypeError: 'int' object is not iterable
# | list(1, 2): TypeError: list expected at most 1 argument, got 2
# | tuple(5): TypeError: 'int' object is not iterable
# | dict(5): TypeError: 'int' object is not iterable
# | dict([1]): TypeError: cannot convert dictionary update sequence element #0 to a sequence
# | dict([(1, 2, 3)]): ValueError: dictionary update sequence element #0 has length 3; 2 is required
# | set(5): TypeError: 'int' object is not iterable
# | range(): TypeError: range expected at least 1 argument, got 0
# | range('a'): TypeError: 'str' object cannot be interpreted as an integer
# | range(1, 2, 0): ValueError: range() arg 3 must not be zero
# | range(1, 2, 3, 4): TypeError: range expected at most 3 arguments, got 4
# | round('x'): TypeError: type str doesn't define __round__ method
# | round(1.5, 'x'): TypeError: 'str' object cannot be interpreted as an integer
# | pow(2): TypeError: pow() missing required argument 'exp' (pos 2)
# | pow('a', 2): TypeError: unsupported operand type(s) for ** or pow(): 'str' and 'int'
# | divmod(1): TypeError: divmod expected 2 arguments, got 1
# | divmod(1, 'a'): TypeError: unsupported operand type(s) for divmod(): 'int' and 'str'
# | bin('a'): TypeError: 'str' object cannot be interpreted as an integer
# | hex(1.5): TypeError: 'float' object cannot be interpreted as an integer
# | bytes('a'): TypeError: string argument without an encoding
# | bytes([256]): ValueError: bytes must be in range(0, 256)
# | bytes(-1): ValueError: negative count
# | bytearray('a'): TypeError: string argument without an encoding
# | complex('x'): ValueError: complex() arg is a malformed string
# | slice(): TypeError: slice expected at least 1 argument, got 0
# | object(1): TypeError: object() takes no arguments
# | type(): TypeError: type() takes 1 or 3 arguments
# | type(1, 2): TypeError: type() takes 1 or 3 arguments
# | property(1, 2, 3, 4, 5): TypeError: property() takes at most 4 arguments (5 given)
# | memoryview(5): TypeError: memoryview: a bytes-like object is required, not 'int'
# | set().pop(): KeyError: 'pop from an empty set'
# | set().remove(1): KeyError: 1
