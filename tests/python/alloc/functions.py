def f(a, b=2, *args, c=3, **kw):
    return a, b, args, c, kw


print(f(1), f(1, 2, 3, 4, c=5, d=6), f(*[1, 2, 3], **{"k": 1}))


def counter():
    n = 0

    def bump():
        nonlocal n
        n += 1
        return n
    return bump


c = counter()
c()
print(c(), (lambda x, y=2: x + y)(1), [g(3) for g in [lambda v: v * 2, abs]])


def deco(fn):
    def wrapper(*a, **k):
        return "wrapped", fn(*a, **k)
    return wrapper


@deco
def g(x):
    return x


print(g(5))


def fact(n):
    return n * fact(n - 1) if n else 1


print(fact(30))
five = 5
for bad in ("f()", "f(1, a=2)", "g.nothing", "five()", "f(**5)", "len(5)"):
    try:
        print(eval(bad))
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
print(f.__name__, f.__defaults__, f.__kwdefaults__, f.__code__.co_varnames)
f.attribute = [1]
print(f.__dict__)
exec("def made(x):\n    return [x, x + 1]\nprint(made(1))")

# expect:
# | (1, 2, (), 3, {}) (1, 2, (3, 4), 5, {'d': 6}) (1, 2, (3,), 3, {'k': 1})
# | 2 3 [6, 3]
# | ('wrapped', 5)
# | 265252859812191058636308480000000
# | TypeError f() missing 1 required positional argument: 'a'
# | TypeError f() got multiple values for argument 'a'
# | AttributeError 'function' object has no attribute 'nothing'
# | TypeError 'int' object is not callable
# | TypeError __main__.f() argument after ** must be a mapping, not int
# | TypeError object of type 'int' has no len()
# | f (2,) {'c': 3} ('a', 'b', 'c', 'args', 'kw')
# | {'attribute': [1]}
# | [1, 2]
