for a, b in ((7.5, 2.0), (-7.5, 2.0), (7.5, -2.0), (-7.5, -2.0), (1.0, 0.1), (0.0, 3.0), (-0.0, 3.0),
          (5.0, float("inf")), (-5.0, float("inf"))):
    print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b))
s, inf, nan = [1], float("inf"), float("nan")
print(inf + 1, inf - inf, inf * 0, inf * -1, 1 / inf, nan + 1, inf > 10 ** 400, -inf < -1e308)
print(inf == inf, nan != nan, inf // 1, 5 % inf, -5 % inf)
print(2.0 ** 0.5, 2 ** 0.5, (-2.0) ** 2, 0.0 ** 0, inf ** 0, nan ** 0, 1 ** nan, 2.0 ** -1074)
print((-8.0) ** (1 / 3) == (-8 + 0j) ** (1 / 3), 10.0 ** 308)
for f in (lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1.0, 0), lambda: 0.0 ** -1,
          lambda: 2.0 ** 10000, lambda: int(nan), lambda: round(inf), lambda: 1.5 << 1, lambda: 1.5 & 1,
          lambda: s[1.0], lambda: "a" * 1.5, lambda: 1.5 + "a", lambda: range(1.5), lambda: round(nan)):
    try:
        print(f())
    except (ArithmeticError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(abs(-1.5), -1.5, +1.5, -0.0, 0.0 == -0.0, bool(0.0), bool(nan), not 0.1, 1.5 == 3 / 2)
print(0.1 + 0.2 == 0.3, 1e308 * 10, -1e308 * 10)
x = 1.0
x += 0.5; x -= 0.25; x *= 4; x /= 2; x //= 1; x **= 3; x %= 5
print(x, sum([0.1] * 10), sum([0.1, 0.2, 0.3], 0.0), max(1.5, 2), min(nan, 1) != min(nan, 1))
print(max(1, nan), sorted([3.5, -1, 2, 0.5]))
print(1e16 + 1, 1e16 + 2.0, 0.1 * 3, 4.35 * 100, 1.1 + 2.2, 3 * 1.1, 100 * 1.1, 1 - 0.9, 1e-10 + 1)

# expect:
# | 9.5 5.5 15.0 3.75 3.0 1.5 (3.0, 1.5)
# | -5.5 -9.5 -15.0 -3.75 -4.0 0.5 (-4.0, 0.5)
# | 5.5 9.5 -15.0 -3.75 -4.0 -0.5 (-4.0, -0.5)
# | -9.5 -5.5 15.0 3.75 3.0 -1.5 (3.0, -1.5)
# | 1.1 0.9 0.1 10.0 9.0 0.09999999999999995 (9.0, 0.09999999999999995)
# | 3.0 -3.0 0.0 0.0 0.0 0.0 (0.0, 0.0)
# | 3.0 -3.0 -0.0 -0.0 -0.0 0.0 (-0.0, 0.0)
# | inf -inf inf 0.0 0.0 5.0 (0.0, 5.0)
# | inf -inf -inf -0.0 -1.0 inf (-1.0, inf)
# | inf nan nan -inf 0.0 nan True True
# | True True nan 5.0 inf
# | 1.4142135623730951 1.4142135623730951 4.0 1.0 1.0 1.0 1.0 5e-324
# | True 1e+308
# | ZeroDivisionError float division by zero
# | ZeroDivisionError float floor division by zero
# | ZeroDivisionError float modulo
# | ZeroDivisionError float divmod()
# | ZeroDivisionError 0.0 cannot be raised to a negative power
# | OverflowError (34, 'Numerical result out of range')
# | ValueError cannot convert float NaN to integer
# | OverflowError cannot convert float infinity to integer
# | TypeError unsupported operand type(s) for <<: 'float' and 'int'
# | TypeError unsupported operand type(s) for &: 'float' and 'int'
# | TypeError list indices must be integers or slices, not float
# | TypeError can't multiply sequence by non-int of type 'float'
# | TypeError unsupported operand type(s) for +: 'float' and 'str'
# | TypeError 'float' object cannot be interpreted as an integer
# | ValueError cannot convert float NaN to integer
# | 1.5 -1.5 1.5 -0.0 True False True False True
# | False inf -inf
# | 3.0 0.9999999999999999 0.6000000000000001 2 True
# | 1 [-1, 0.5, 2, 3.5]
# | 1e+16 1.0000000000000002e+16 0.30000000000000004 434.99999999999994 3.3000000000000003 3.3000000000000003 110.00000000000001 0.09999999999999998 1.0000000001
