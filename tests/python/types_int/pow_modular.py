print(pow(2, 10), pow(2, 10, 1000), pow(3, 200, 13), pow(2, -1, 7), pow(-3, 5, 7), pow(3, 5, -7))
print(pow(5, 0, 1), pow(0, 0), pow(0, 0, 1))
p = 2 ** 127 - 1
print(pow(3, p - 1, p), pow(12345678901234567890, 98765432109876543210, p), pow(7, -1, p) * 7 % p)
print(pow(2, 1000) == 2 ** 1000, 3 ** 100, (-3) ** 101, 10 ** 0, 1 ** 10 ** 6, (-1) ** (10 ** 20 + 1), 0 ** 10 ** 20)
print(2 ** 0.5, 4 ** 0.5, 2 ** -1, (-2) ** -3, 2.0 ** 3, (-8) ** 0.5 == (-8 + 0j) ** 0.5, type((-8) ** 0.5).__name__)


def is_prime(n):
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for a in (2, 3, 5, 7, 11, 13):
        if n == a:
            return True
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return n > 1


print([n for n in range(2, 60) if is_prime(n)], is_prime(2 ** 61 - 1), is_prime(2 ** 67 - 1), is_prime(2 ** 89 - 1))
e, n = 65537, (2 ** 61 - 1) * (2 ** 89 - 1)
d = pow(e, -1, (2 ** 61 - 2) * (2 ** 89 - 2))
print(pow(pow(424242, e, n), d, n))
for args in ((2, 3, "x"), (2, "a"), (4, -1, 8), (2, 3, 0)):
    try:
        print(pow(*args))
    except (TypeError, ValueError) as e:
        print(e)
print(pow(base=2, exp=5, mod=7), pow(exp=2, base=3))

# expect:
# | 1024 24 9 4 2 -2
# | 0 1 0
# | 1 146480782937572810196175377844862474981 1
# | True 515377520732011331036461129765621272702107522001 -1546132562196033993109383389296863818106322566003 1 1 -1 0
# | 1.4142135623730951 2.0 0.5 -0.125 8.0 True complex
# | [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59] True False True
# | 424242
# | unsupported operand type(s) for ** or pow(): 'int', 'int', 'str'
# | unsupported operand type(s) for ** or pow(): 'int' and 'str'
# | base is not invertible for the given modulus
# | pow() 3rd argument cannot be 0
# | 4 9
