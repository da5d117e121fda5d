class A:
    pass


class B:
    def __bool__(self):
        return False


class L:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


class Both:
    def __bool__(self):
        return True

    def __len__(self):
        return 0


print(bool(A()), bool(B()), bool(L(0)), bool(L(3)), bool(Both()))
print(not B(), "yes" if L(1) else "no", A() and 1, B() or 2)
print([type(x).__name__ for x in (A(), B(), L(0), L(1)) if x])
for bad in (L(-1), L("x"), L(1.5), L(2 ** 70), L(None)):
    try:
        len(bad)
    except (TypeError, ValueError, OverflowError) as e:
        print(type(e).__name__, e)


class BadBool:
    def __bool__(self):
        return 1


try:
    bool(BadBool())
except TypeError as e:
    print(e)
try:
    while BadBool():
        pass
except TypeError as e:
    print(e)


class I:
    def __index__(self):
        return 4


print(len(L(I())), len(L(True)))
print(bool(0.0), bool(""), bool(()), bool({}), bool(set()), bool(range(0)), bool(b""), bool(0j))
print(bool(None), bool("0"), bool([0]))
try:
    len(A())
except TypeError as e:
    print(e)
print(any([B(), L(0), A()]), all([A(), L(2)]))

# expect:
# | True False False True True
# | True yes 1 2
# | ['A', 'L']
# | ValueError __len__() should return >= 0
# | TypeError 'str' object cannot be interpreted as an integer
# | TypeError 'float' object cannot be interpreted as an integer
# | OverflowError cannot fit 'int' into an index-sized integer
# | TypeError 'NoneType' object cannot be interpreted as an integer
# | __bool__ should return bool, returned int
# | __bool__ should return bool, returned int
# | 4 1
# | False False False False False False False False
# | False True True
# | object of type 'A' has no len()
# | True True
