import math

print(math.pi, math.e, math.tau, math.inf, math.nan != math.nan)
print(math.sqrt(2), math.sqrt(16), math.pow(2, 0.5), math.exp(1), math.log(10), math.log(8, 2))
print(math.log2(8), math.log10(1000), math.log1p(1e-10), math.expm1(1e-10), math.cbrt(27))
print(math.sin(1), math.cos(1), math.tan(1), math.asin(0.5), math.acos(0.5), math.atan(1))
print(math.atan2(1, -1), math.sinh(1), math.cosh(1), math.tanh(1), math.hypot(3, 4))
print(math.degrees(math.pi), math.radians(180))
print(math.floor(2.7), math.ceil(2.1), math.trunc(-2.7), math.fabs(-3), math.fmod(7, -3))
print(math.modf(3.25), math.frexp(8.0), math.ldexp(0.5, 4), math.copysign(1, -0.0), math.floor(-2.5))
print(math.ceil(10 ** 20), math.remainder(7, 4))
print(math.factorial(20), math.gcd(12, 18), math.gcd(), math.gcd(2 ** 100, 6 ** 50) == 2 ** 50)
print(math.lcm(4, 6), math.comb(10, 3), math.perm(5, 2), math.isqrt(10 ** 20), math.prod([1, 2, 3]))
print(math.prod([], start=5), math.gcd(0, -4))
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1.0), math.isclose(1, 1 + 1e-10))
print(math.isclose(1, 1.1, rel_tol=0.2), math.fsum([0.1] * 10), math.dist((0, 0), (3, 4)))
print(math.erf(0.5), math.gamma(5), math.lgamma(10), math.nextafter(1, 2), math.ulp(1.0))
for f in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1), lambda: math.exp(1000),
          lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.floor("x"),
          lambda: math.acos(2), lambda: math.pow(-1, 0.5), lambda: math.gcd(1.5), lambda: math.sqrt("x"),
          lambda: math.isqrt(-1), lambda: math.fmod(1, 0), lambda: math.comb(-1, 2),
          lambda: math.floor(math.inf), lambda: math.ceil(math.nan), lambda: math.sqrt(),
          lambda: math.log(10 ** 400) > 900, lambda: math.sin(math.inf)):
    try:
        print(f())
    except (ValueError, OverflowError, TypeError) as e:
        print(type(e).__name__, e)


class F:
    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __trunc__(self):
        return "trunc"

    def __float__(self):
        return 4.0


print(math.floor(F()), math.ceil(F()), math.trunc(F()), math.sqrt(F()), math.log(2 ** 1000), math.sqrt(10 ** 40))

# expect:
# | 3.141592653589793 2.718281828459045 6.283185307179586 inf True
# | 1.4142135623730951 4.0 1.4142135623730951 2.718281828459045 2.302585092994046 3.0
# | 3.0 3.0 9.999999999500001e-11 1.00000000005e-10 3.0000000000000004
# | 0.8414709848078965 0.5403023058681398 1.5574077246549023 0.5235987755982989 1.0471975511965979 0.7853981633974483
# | 2.356194490192345 1.1752011936438014 1.5430806348152437 0.7615941559557649 5.0
# | 180.0 3.141592653589793
# | 2 3 -2 3.0 1.0
# | (0.25, 3.0) (0.5, 4) 8.0 -1.0 -3
# | 100000000000000000000 -1.0
# | 2432902008176640000 6 0 True
# | 12 120 20 10000000000 6
# | 5 4
# | True True True True
# | True 1.0 5.0
# | 0.5204998778130465 24.0 12.801827480081467 1.0000000000000002 2.220446049250313e-16
# | ValueError math domain error
# | ValueError math domain error
# | ValueError math domain error
# | OverflowError math range error
# | ValueError factorial() not defined for negative values
# | TypeError 'float' object cannot be interpreted as an integer
# | TypeError must be real number, not str
# | ValueError math domain error
# | ValueError math domain error
# | TypeError 'float' object cannot be interpreted as an integer
# | TypeError must be real number, not str
# | ValueError isqrt() argument must be nonnegative
# | ValueError math domain error
# | ValueError n must be a non-negative integer
# | OverflowError cannot convert float infinity to integer
# | ValueError cannot convert float NaN to integer
# | TypeError math.sqrt() takes exactly one argument (0 given)
# | True
# | ValueError math domain error
# | floor ceil trunc 2.0 693.1471805599454 1e+20
