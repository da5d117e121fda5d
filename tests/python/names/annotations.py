a: int = 3
b: str
print(a, __annotations__)
try:
    b
except NameError as e:
    print(e)


class C:
    x: int
    y: "forward" = 2
    (z): float = 1.5
    lst: list[int] = []


print(C.__annotations__, C.y, C.z, hasattr(C, "x"))


def f(p: int, *args: str, k: float = 1.0, **kw: dict) -> bool:
    local: int = 5
    unset: int
    return local


print(f.__annotations__, f(1))


def g():
    unset: int
    return unset


try:
    g()
except UnboundLocalError as e:
    print(e)
d = {}
d["key"]: int = 4
print(d, sorted(__annotations__))

# expect:
# | 3 {'a': <class 'int'>, 'b': <class 'str'>}
# | name 'b' is not defined
# | {'x': <class 'int'>, 'y': 'forward', 'lst': list[int]} 2 1.5 False
# | {'p': <class 'int'>, 'args': <class 'str'>, 'k': <class 'float'>, 'kw': <class 'dict'>, 'return': <class 'bool'>} 5
# | cannot access local variable 'unset' where it is not associated with a value
# | {'key': 4} ['a', 'b']
