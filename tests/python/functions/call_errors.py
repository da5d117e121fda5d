def f(a, b, c=3):
    pass


def g():
    pass


def h(a, *, k, m):
    pass


def p(a, b, /, c):
    pass


def one(x):
    pass


def va(a, *args, k=1):
    pass


class C:
    def m(self, x):
        pass

    @staticmethod
    def s(x):
        pass


five, none, text, lst = 5, None, "s", []
calls = [
    "f()", "f(1)", "f(1, 2, 3, 4)", "f(1, 2, d=4)", "f(1, a=2)", "f(1, 2, 3, c=4)", "f(b=1)", "f(1, 2, 3, 4, 5, x=1)",
    "g(1)", "g(1, 2)", "g(x=1)", "h()", "h(1)", "h(1, k=1)", "h(1, 2)", "h(1, 2, k=1, m=2)", "h(k=1, m=1)",
    "p(1)", "p(a=1, b=2, c=3)", "p(1, b=2, c=3)", "p(1, 2, 3, 4)", "one()", "one(1, 2)", "one(1, y=2)", "va()", "va(k=2)",
    "C().m()", "C().m(1, 2)", "C.m()", "C.s()", "C(1)", "C(x=1)", "f(*5)", "f(**5)", "f(*None)", "f(**{1: 2})",
    "f(1, 2, **{'c': 1}, **{'c': 2})", "f(1, **{'a': 1})", "(lambda: 0)(1)", "(lambda x, y: 0)()", "five()", "none()",
    "text()", "lst()", "f.x()", "f(*[1], *5)",
]
for source in calls:
    try:
        eval(source)
        print(source, "works")
    except Exception as e:
        print(f"{source}: {type(e).__name__}: {e}")

# expect:
# | f(): TypeError: f() missing 2 required positional arguments: 'a' and 'b'
# | f(1): TypeError: f() missing 1 required positional argument: 'b'
# | f(1, 2, 3, 4): TypeError: f() takes from 2 to 3 positional arguments but 4 were given
# | f(1, 2, d=4): TypeError: f() got an unexpected keyword argument 'd'
# | f(1, a=2): TypeError: f() got multiple values for argument 'a'
# | f(1, 2, 3, c=4): TypeError: f() got multiple values for argument 'c'
# | f(b=1): TypeError: f() missing 1 required positional argument: 'a'
# | f(1, 2, 3, 4, 5, x=1): TypeError: f() got an unexpected keyword argument 'x'
# | g(1): TypeError: g() takes 0 positional arguments but 1 was given
# | g(1, 2): TypeError: g() takes 0 positional arguments but 2 were given
# | g(x=1): TypeError: g() got an unexpected keyword argument 'x'
# | h(): TypeError: h() missing 1 required positional argument: 'a'
# | h(1): TypeError: h() missing 2 required keyword-only arguments: 'k' and 'm'
# | h(1, k=1): TypeError: h() missing 1 required keyword-only argument: 'm'
# | h(1, 2): TypeError: h() takes 1 positional argument but 2 were given
# | h(1, 2, k=1, m=2): TypeError: h() takes 1 positional argument but 2 positional arguments (and 2 keyword-only arguments) were given
# | h(k=1, m=1): TypeError: h() missing 1 required positional argument: 'a'
# | p(1): TypeError: p() missing 2 required positional arguments: 'b' and 'c'
# | p(a=1, b=2, c=3): TypeError: p() got some positional-only arguments passed as keyword arguments: 'a, b'
# | p(1, b=2, c=3): TypeError: p() got some positional-only arguments passed as keyword arguments: 'b'
# | p(1, 2, 3, 4): TypeError: p() takes 3 positional arguments but 4 were given
# | one(): TypeError: one() missing 1 required positional argument: 'x'
# | one(1, 2): TypeError: one() takes 1 positional argument but 2 were given
# | one(1, y=2): TypeError: one() got an unexpected keyword argument 'y'
# | va(): TypeError: va() missing 1 required positional argument: 'a'
# | va(k=2): TypeError: va() missing 1 required positional argument: 'a'
# | C().m(): TypeError: C.m() missing 1 required positional argument: 'x'
# | C().m(1, 2): TypeError: C.m() takes 2 positional arguments but 3 were given
# | C.m(): TypeError: C.m() missing 2 required positional arguments: 'self' and 'x'
# | C.s(): TypeError: C.s() missing 1 required positional argument: 'x'
# | C(1): TypeError: C() takes no arguments
# | C(x=1): TypeError: C() takes no arguments
# | f(*5): TypeError: __main__.f() argument after * must be an iterable, not int
# | f(**5): TypeError: __main__.f() argument after ** must be a mapping, not int
# | f(*None): TypeError: __main__.f() argument after * must be an iterable, not NoneType
# | f(**{1: 2}): TypeError: keywords must be strings
# | f(1, 2, **{'c': 1}, **{'c': 2}): TypeError: __main__.f() got multiple values for keyword argument 'c'
# | f(1, **{'a': 1}): TypeError: f() got multiple values for argument 'a'
# | (lambda: 0)(1): TypeError: <lambda>() takes 0 positional arguments but 1 was given
# | (lambda x, y: 0)(): TypeError: <lambda>() missing 2 required positional arguments: 'x' and 'y'
# | five(): TypeError: 'int' object is not callable
# | none(): TypeError: 'NoneType' object is not callable
# | text(): TypeError: 'str' object is not callable
# | lst(): TypeError: 'list' object is not callable
# | f.x(): AttributeError: 'function' object has no attribute 'x'
# | f(*[1], *5): TypeError: Value after * must be an iterable, not int
