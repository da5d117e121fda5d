def plain(a, b):
    return a, b


def defaults(a, b=2, c="c"):
    return a, b, c


def star(*args):
    return args


def kw(**kwargs):
    return kwargs


def both(a, *args, b=1, **kw):
    return a, args, b, kw


def kwonly(*, a, b=2):
    return a, b


def posonly(a, b=2, /, c=3, *, d=4):
    return a, b, c, d


def shadow(a, /, **kw):
    return a, kw


print(plain(1, 2), plain(b=1, a=2), plain(1, b=3), plain(*[4, 5]), plain(**{"a": 6, "b": 7}))
print(defaults(1), defaults(1, c=5), defaults(1, 2, 3), defaults(*"ab"))
print(star(), star(1), star(1, *[2, 3], 4, *(5,)))
print(kw(), kw(a=1, **{"b": 2}, c=3))
print(both(1), both(1, 2, 3, b=4, z=5), both(*[1, 2], **{"b": 3, "y": 4}))
print(kwonly(a=1), kwonly(b=5, a=0))
print(posonly(1), posonly(1, 5, 6, d=7), posonly(1, c=9))
print(shadow(1, a=2))
print((lambda *a, k=3, **kw: (a, k, kw))(1, 2, z=0))
print(star(*range(3), *"ab"), kw(**{}, **{"q": 1}))
print(star(x for x in "ab")[0].__name__)

# expect:
# | (1, 2) (2, 1) (1, 3) (4, 5) (6, 7)
# | (1, 2, 'c') (1, 2, 5) (1, 2, 3) ('a', 'b', 'c')
# | () (1,) (1, 2, 3, 4, 5)
# | {} {'a': 1, 'b': 2, 'c': 3}
# | (1, (), 1, {}) (1, (2, 3), 4, {'z': 5}) (1, (2,), 3, {'y': 4})
# | (1, 2) (0, 5)
# | (1, 2, 3, 4) (1, 5, 6, 7) (1, 2, 9, 4)
# | (1, {'a': 2})
# | ((1, 2), 3, {'z': 0})
# | (0, 1, 2, 'a', 'b') {'q': 1}
# | <genexpr>
