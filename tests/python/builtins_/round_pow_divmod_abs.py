print(abs(-5), abs(5.5), abs(3 + 4j), abs(True), abs(-2 ** 70), abs(-0.0), divmod(7, 2), divmod(-7, 2))
print(divmod(7.5, 2), divmod(2 ** 70, 3), divmod(True, 2))
print(pow(2, 3), pow(2, 3, 5), pow(2.5, 2), pow(2, -1), pow(2, 0.5), pow(1j, 2), pow(0, 0), pow(-1, 3))
print(round(2.5), round(3.5), round(-2.5), round(2.567, 2), round(1234, -2), round(5, 1), round(2.5, 0))
print(round(1.0), round(True), round(2 ** 70, -5), round(number=1.5, ndigits=None))


class C:
    def __abs__(self):
        return "abs"

    def __round__(self, n="none"):
        return "round", n

    def __divmod__(self, o):
        return "divmod"

    def __pow__(self, e, m=None):
        return "pow", e, m


print(abs(C()), round(C()), round(C(), 3), round(C(), None), divmod(C(), 1), pow(C(), 2), pow(C(), 2, 3))
for f in (lambda: abs("x"), lambda: abs(None), lambda: divmod(1, 0), lambda: divmod("a", 1),
          lambda: divmod(1.0, 0), lambda: pow(2), lambda: pow("a", 2), lambda: pow(2, 3, 0),
          lambda: pow(2.5, 2, 3), lambda: pow(0, -1), lambda: round("x"), lambda: round(1, "a"),
          lambda: round([]), lambda: divmod(1j, 2), lambda: pow(2, 3, 1.5), lambda: pow(2, "a", 5)):
    try:
        print(f())
    except (TypeError, ValueError, ZeroDivisionError) as e:
        print(type(e).__name__, e)

# expect:
# | 5 5.5 5.0 1 1180591620717411303424 0.0 (3, 1) (-4, 1)
# | (3.0, 1.5) (393530540239137101141, 1) (0, 1)
# | 8 3 6.25 0.5 1.4142135623730951 (-1+0j) 1 -1
# | 2 4 -2 2.57 1200 5 2.0
# | 1 1 1180591620717411300000 2
# | abs ('round', 'none') ('round', 3) ('round', 'none') divmod ('pow', 2, None) ('pow', 2, 3)
# | TypeError bad operand type for abs(): 'str'
# | TypeError bad operand type for abs(): 'NoneType'
# | ZeroDivisionError integer division or modulo by zero
# | TypeError unsupported operand type(s) for divmod(): 'str' and 'int'
# | ZeroDivisionError float divmod()
# | TypeError pow() missing required argument 'exp' (pos 2)
# | TypeError unsupported operand type(s) for ** or pow(): 'str' and 'int'
# | ValueError pow() 3rd argument cannot be 0
# | TypeError pow() 3rd argument not allowed unless all arguments are integers
# | ZeroDivisionError 0.0 cannot be raised to a negative power
# | TypeError type str doesn't define __round__ method
# | TypeError 'str' object cannot be interpreted as an integer
# | TypeError type list doesn't define __round__ method
# | TypeError unsupported operand type(s) for divmod(): 'complex' and 'int'
# | TypeError pow() 3rd argument not allowed unless all arguments are integers
# | TypeError unsupported operand type(s) for ** or pow(): 'int', 'str', 'int'
