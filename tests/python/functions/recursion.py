def fact(n):
    return 1 if n == 0 else n * fact(n - 1)


def fib(n, memo={}):
    if n < 2:
        return n
    if n not in memo:
        memo[n] = fib(n - 1) + fib(n - 2)
    return memo[n]


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def even(n):
    return n == 0 or odd(n - 1)


def odd(n):
    return n != 0 and even(n - 1)


def hanoi(n, a, b, c):
    return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


def perms(items):
    if not items:
        yield []
    for i, x in enumerate(items):
        for rest in perms(items[:i] + items[i + 1:]):
            yield [x] + rest


print(fact(50))
print(fib(100))
print(ackermann(2, 5))
print(even(100), odd(7))
print(hanoi(10, "a", "b", "c"))
print([*perms([1, 2, 3])])
Y = lambda f: (lambda x: x(x))(lambda x: f(lambda *a: x(x)(*a)))
print(Y(lambda self: lambda n: n if n < 2 else self(n - 1) + self(n - 2))(15))

# expect:
# | 30414093201713378043612608166064768844377641568960512000000000000
# | 354224848179261915075
# | 13
# | True True
# | 1023
# | [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]]
# | 610
