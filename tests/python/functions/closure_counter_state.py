def make_account(balance):
    history = []

    def deposit(n):
        nonlocal balance
        balance += n
        history.append(("deposit", n))
        return balance

    def withdraw(n):
        nonlocal balance
        if n > balance:
            raise ValueError("only %d" % balance)
        balance -= n
        history.append(("withdraw", n))
        return balance

    return deposit, withdraw, lambda: (balance, history[:])


d1, w1, s1 = make_account(100)
d2, w2, s2 = make_account(5)
d1(50)
w1(30)
try:
    w2(10)
except ValueError as e:
    print(e)
print(s1(), s2())


def memo(f):
    cache = {}

    def g(n):
        if n not in cache:
            cache[n] = f(n)
        return cache[n]
    g.cache = cache
    return g


@memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), len(fib.cache))


def pipeline(*fs):
    def run(x):
        for f in fs:
            x = f(x)
        return x
    return run


print(pipeline(str, len, lambda n: n * "-", list)(12345))

# expect:
# | only 5
# | (120, [('deposit', 50), ('withdraw', 30)]) (5, [])
# | 23416728348467685 81
# | ['-', '-', '-', '-', '-']
