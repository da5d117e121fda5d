def three(a, b, c):
    pass


def five(a, b, c, d, e):
    pass


def kwonly(*, a, b, c):
    pass


def defaults(a, b=1, c=2):
    pass


class Klass:
    def __init__(self, a, b):
        pass

    def __call__(self, x):
        pass

    @classmethod
    def cm(cls, x):
        pass


def outer():
    def inner(x):
        pass
    return inner


for f in (lambda: three(), lambda: three(1), lambda: five(), lambda: kwonly(), lambda: kwonly(a=1),
          lambda: kwonly(1, a=1, b=2, c=3), lambda: defaults(), lambda: defaults(1, 2, 3, 4), lambda: Klass(),
          lambda: Klass(1, 2, 3), lambda: Klass(1, 2)(), lambda: Klass.cm(), lambda: outer()(),
          lambda: kwonly(1), lambda: kwonly(1, 2), lambda: three(*[1] * 10)):
    try:
        f()
    except TypeError as e:
        print(e)

# expect:
# | three() missing 3 required positional arguments: 'a', 'b', and 'c'
# | three() missing 2 required positional arguments: 'b' and 'c'
# | five() missing 5 required positional arguments: 'a', 'b', 'c', 'd', and 'e'
# | kwonly() missing 3 required keyword-only arguments: 'a', 'b', and 'c'
# | kwonly() missing 2 required keyword-only arguments: 'b' and 'c'
# | kwonly() takes 0 positional arguments but 1 positional argument (and 3 keyword-only arguments) were given
# | defaults() missing 1 required positional argument: 'a'
# | defaults() takes from 1 to 3 positional arguments but 4 were given
# | Klass.__init__() missing 2 required positional arguments: 'a' and 'b'
# | Klass.__init__() takes 3 positional arguments but 4 were given
# | Klass.__call__() missing 1 required positional argument: 'x'
# | Klass.cm() missing 1 required positional argument: 'x'
# | outer.<locals>.inner() missing 1 required positional argument: 'x'
# | kwonly() takes 0 positional arguments but 1 was given
# | kwonly() takes 0 positional arguments but 2 were given
# | three() takes 3 positional arguments but 10 were given
