class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Other:
    z = 5


def f(v):
    match v:
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y):
            return "on y", y
        case Point(x, y) if x == y:
            return "diagonal", x
        case Point(x, y=Point(a, b)):
            return "nested", x, a, b
        case Point():
            return "point"
        case Other(z=z):
            return "other", z
        case int(n) | float(n):
            return "number", n
        case str(s):
            return "str", s
        case list([a, *_]):
            return "list", a
        case tuple() | set():
            return "tuple or set"
        case bool():
            return "unreachable"
        case _:
            return "no"


for v in (Point(0, 0), Point(0, 5), Point(3, 3), Point(1, Point(2, 4)), Point(1, 2), Other(), 5, 1.5, "s",
          [7, 8], (1,), {1}, True, None):
    print(f(v))


def attempt(g):
    try:
        return g()
    except TypeError as e:
        return str(e)


def too_many():
    match Point(1, 2):
        case Point(1, 2, 3):
            pass


def no_match_args():
    match Other():
        case Other(1):
            pass


def twice():
    match Point(1, 2):
        case Point(1, x=1):
            pass


def not_class():
    match 5:
        case attempt_value.x():
            pass


class attempt_value:
    x = 5


for g in (too_many, no_match_args, twice, not_class):
    print(attempt(g))


def bindings():
    match [1, 2]:
        case [a, 3]:
            pass
        case [a, b]:
            pass
    return a, b


print(bindings())
match = 5
case = match + 1
print(match, case)

# expect:
# | origin
# | ('on y', 5)
# | ('diagonal', 3)
# | ('nested', 1, 2, 4)
# | point
# | ('other', 5)
# | ('number', 5)
# | ('number', 1.5)
# | ('str', 's')
# | ('list', 7)
# | tuple or set
# | tuple or set
# | ('number', True)
# | no
# | Point() accepts 2 positional sub-patterns (3 given)
# | Other() accepts 0 positional sub-patterns (1 given)
# | Point() got multiple sub-patterns for attribute 'x'
# | called match pattern must be a type
# | (1, 2)
# | 5 6
