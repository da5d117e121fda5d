print("before")


class C:
    print("in the body", __name__, __module__, __qualname__)
    values = []
    for i in range(3):
        values.append(i * i)
    del i
    if values:
        def conditional(self):
            return "defined under if"
    else:
        def other(self):
            pass
    try:
        1 / 0
    except ZeroDivisionError:
        caught = True
    with open(__file__) as f:
        first = f.readline()
    x = y = 5
    x += 1
    import math

    class Inner:
        value = "inner"

        class Deeper:
            pass

    alias = Inner
    table = {k: v for k, v in zip("ab", [1, 2])}
    lam = lambda self: self.x


c = C()
print(C.values, c.conditional(), C.caught, C.first.strip(), C.x, C.y, C.math.__name__, C.Inner.value)
print(C.alias is C.Inner)
print(C.Inner.Deeper.__qualname__, C.table, c.lam(), hasattr(C, "i"), hasattr(C, "other"))


def make(base, n):
    class Made(base):
        number = n

        def get(self):
            return n, self.number
    return Made


print([make(object, i)().get() for i in range(3)], make(int, 5)(3) + 1)
try:
    class Fails:
        a = 1
        raise ValueError("in the body")
except ValueError as e:
    print(e)
print("Fails" in globals())


class Empty: ...


class Doc:
    """Doc only."""


print(Empty.__doc__, Doc.__doc__, Empty().__class__.__name__)

# expect:
# | before
# | in the body __main__ __main__ C
# | [0, 1, 4] defined under if True print("before") 6 5 math inner
# | True
# | C.Inner.Deeper {'a': 1, 'b': 2} 6 False False
# | [(0, 0), (1, 1), (2, 2)] 4
# | in the body
# | False
# | None Doc only. Empty
