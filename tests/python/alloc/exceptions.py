class E(Exception):
    def __init__(self, a):
        super().__init__(a)
        self.a = a


def f(n):
    if n == 0:
        raise E("deep")
    try:
        f(n - 1)
    finally:
        depth.append(n)


depth = []
try:
    f(5)
except E as e:
    print(e, e.a, depth)
    tb, n = e.__traceback__, 0
    while tb:
        tb, n = tb.tb_next, n + 1
    print(n)
try:
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise ValueError("v") from e
except ValueError as e:
    print(repr(e), repr(e.__cause__))
try:
    try:
        {}["k"]
    except KeyError:
        [][1]
except IndexError as e:
    print(repr(e), repr(e.__context__))


class M:
    def __enter__(self):
        return "entered"

    def __exit__(self, *a):
        print("exit", a[0] and a[0].__name__)
        return a[0] is TypeError


with M() as m:
    print(m)
    raise TypeError("swallowed")


def fin():
    for i in range(3):
        try:
            continue
        finally:
            print("f", i)
    try:
        return "r"
    finally:
        print("f end")


print(fin())
for bad in ("x = = 1", "f(", "  1", "'abc"):
    try:
        compile(bad, "s", "exec")
    except SyntaxError as e:
        print(e.msg)
try:
    raise ExceptionGroup("g", [E(1), ValueError(2)])
except* ValueError as e:
    print(e.exceptions)
except* E as e:
    print(len(e.exceptions))
try:
    assert not depth, "message"
except AssertionError as e:
    print(e)


def down():
    return down()


try:
    down()
except RecursionError as e:
    print(type(e).__name__)

# expect:
# | deep deep [1, 2, 3, 4, 5]
# | 7
# | ValueError('v') ZeroDivisionError('division by zero')
# | IndexError('list index out of range') KeyError('k')
# | entered
# | exit TypeError
# | f 0
# | f 1
# | f 2
# | f end
# | r
# | invalid syntax
# | '(' was never closed
# | unexpected indent
# | unterminated string literal (detected at line 1)
# | (ValueError(2),)
# | 1
# | message
# | RecursionError
