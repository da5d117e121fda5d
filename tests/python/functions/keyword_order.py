def f(**kw):
    return list(kw.items())


print(f(z=1, a=2, m=3))
print(f(**{"b": 1}, c=2, **{"a": 3}))
try:
    f(a=1, **{"a": 2})
except TypeError as e:
    print(e)
d = {"x": 1}


def change(**kw):
    kw["x"] = 2
    return kw


print(change(**d), d)


class Mapping:
    def keys(self):
        return ["one", "two"]

    def __getitem__(self, k):
        return k.upper()


print(f(**Mapping()))


def star(*args):
    return args


lst = [1, 2]
print(star(*lst) == tuple(lst), star(*lst, *lst))
t = (1, 2)
print(star(*t) is t or star(*t) == t)
try:
    exec("f(a=1, a=2)")
except SyntaxError as e:
    print(e.msg)
for source in ("f(**k, *a)", "f(a=1, 2)", "f(**k, 1)", "f(1=2)", "f(a.b=1)", "def f(a, a): pass",
          "def f(a=1, b): pass", "def f(*): pass", "def f(*, **k): pass", "lambda a, a: 0",
          "def f(**k, a): pass", "def f(a, /, b, /): pass", "def f(None): pass", "f(True=1)",
          "f(x for x in y, 1)"):
    try:
        compile(source, "s", "exec")
        print(source, "compiles")
    except SyntaxError as e:
        print(f"{source}: {e.msg}")

# expect:
# | [('z', 1), ('a', 2), ('m', 3)]
# | [('b', 1), ('c', 2), ('a', 3)]
# | __main__.f() got multiple values for keyword argument 'a'
# | {'x': 2} {'x': 1}
# | [('one', 'ONE'), ('two', 'TWO')]
# | True (1, 2, 1, 2)
# | True
# | keyword argument repeated: a
# | f(**k, *a): iterable argument unpacking follows keyword argument unpacking
# | f(a=1, 2): positional argument follows keyword argument
# | f(**k, 1): positional argument follows keyword argument unpacking
# | f(1=2): expression cannot contain assignment, perhaps you meant "=="?
# | f(a.b=1): expression cannot contain assignment, perhaps you meant "=="?
# | def f(a, a): pass: duplicate argument 'a' in function definition
# | def f(a=1, b): pass: non-default argument follows default argument
# | def f(*): pass: named arguments must follow bare *
# | def f(*, **k): pass: named arguments must follow bare *
# | lambda a, a: 0: duplicate argument 'a' in function definition
# | def f(**k, a): pass: arguments cannot follow var-keyword argument
# | def f(a, /, b, /): pass: / may appear only once
# | def f(None): pass: invalid syntax
# | f(True=1): cannot assign to True
# | f(x for x in y, 1): Generator expression must be parenthesized
