class A:
    def __init__(self, name="A"):
        self.name = name

    def __add__(self, other):
        print("A.__add__")
        return NotImplemented

    def __radd__(self, other):
        print("A.__radd__")
        return "radd"

    def __sub__(self, other):
        return NotImplemented


class B(A):
    def __radd__(self, other):
        print("B.__radd__")
        return "B radd"


class C:
    def __radd__(self, other):
        print("C.__radd__")
        return NotImplemented


print(1 + A())
print(A() + B())
print(B() + A())
print(A() + 1 if False else "skipped")
none = None
for f in (lambda: A() + 1, lambda: A() + A(), lambda: A() + C(), lambda: A() - A(), lambda: A() - 1,
          lambda: 1 - A(), lambda: A() * 2, lambda: [] + (), lambda: "a" + 1, lambda: 1 + "a", lambda: None + 1,
          lambda: {} + {}, lambda: -"a", lambda: ~1.5, lambda: +[], lambda: "a" * "b", lambda: [1] * 1.5,
          lambda: "a" - "b", lambda: 1 @ 2, lambda: 5 & 1.0, lambda: print >> 1, lambda: A() ** 2,
          lambda: pow(A(), 2, 3), lambda: 1 << "a", lambda: {} | [], lambda: 1 in 5, lambda: none[0],
          lambda: A()[0], lambda: divmod("a", 1), lambda: abs("x"), lambda: len(A())):
    try:
        print(f())
    except TypeError as e:
        print(e)

# expect:
# | A.__radd__
# | radd
# | B.__radd__
# | B radd
# | A.__add__
# | A.__radd__
# | radd
# | skipped
# | A.__add__
# | unsupported operand type(s) for +: 'A' and 'int'
# | A.__add__
# | unsupported operand type(s) for +: 'A' and 'A'
# | A.__add__
# | C.__radd__
# | unsupported operand type(s) for +: 'A' and 'C'
# | unsupported operand type(s) for -: 'A' and 'A'
# | unsupported operand type(s) for -: 'A' and 'int'
# | unsupported operand type(s) for -: 'int' and 'A'
# | unsupported operand type(s) for *: 'A' and 'int'
# | can only concatenate list (not "tuple") to list
# | can only concatenate str (not "int") to str
# | unsupported operand type(s) for +: 'int' and 'str'
# | unsupported operand type(s) for +: 'NoneType' and 'int'
# | unsupported operand type(s) for +: 'dict' and 'dict'
# | bad operand type for unary -: 'str'
# | bad operand type for unary ~: 'float'
# | bad operand type for unary +: 'list'
# | can't multiply sequence by non-int of type 'str'
# | can't multiply sequence by non-int of type 'float'
# | unsupported operand type(s) for -: 'str' and 'str'
# | unsupported operand type(s) for @: 'int' and 'int'
# | unsupported operand type(s) for &: 'int' and 'float'
# | unsupported operand type(s) for >>: 'builtin_function_or_method' and 'int'. Did you mean "print(<message>, file=<output_stream>)"?
# | unsupported operand type(s) for ** or pow(): 'A' and 'int'
# | unsupported operand type(s) for ** or pow(): 'A', 'int', 'int'
# | unsupported operand type(s) for <<: 'int' and 'str'
# | unsupported operand type(s) for |: 'dict' and 'list'
# | argument of type 'int' is not iterable
# | 'NoneType' object is not subscriptable
# | 'A' object is not subscriptable
# | unsupported operand type(s) for divmod(): 'str' and 'int'
# | bad operand type for abs(): 'str'
# | object of type 'A' has no len()
