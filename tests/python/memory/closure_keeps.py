import weakref


class C:
    def __del__(self):
        print("captured object dies")


def make():
    c = C()

    def use():
        return c

    def other():
        return 1
    return use, other


use, other = make()
print("both kept")
del use
print("only the function that captures kept it")
use, other = make()
r = weakref.ref(use.__closure__[0].cell_contents)
del other
print(r() is use())
use = None
print(r())


def default(c=C()):
    return c


print("default alive")
default.__defaults__ = None
print("default replaced")


def attr():
    pass


attr.x = C()
del attr
print("function attribute went with the function")

# expect:
# | both kept
# | captured object dies
# | only the function that captures kept it
# | True
# | captured object dies
# | None
# | default alive
# | captured object dies
# | default replaced
# | captured object dies
# | function attribute went with the function
