def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


def few():
    a, b, c = 1, 2


def many():
    a, b = [1, 2, 3]


def star_few():
    a, b, *c = [1]


def not_iterable():
    a, b = 5


def none():
    a, = None


def from_generator():
    a, b = (i for i in range(3))


def too_few_string():
    a, b, c = "xy"


for f in (few, many, star_few, not_iterable, none, from_generator, too_few_string):
    attempt(f)

# expect:
# | ValueError: not enough values to unpack (expected 3, got 2)
# | ValueError: too many values to unpack (expected 2)
# | ValueError: not enough values to unpack (expected at least 2, got 1)
# | TypeError: cannot unpack non-iterable int object
# | TypeError: cannot unpack non-iterable NoneType object
# | ValueError: too many values to unpack (expected 2)
# | ValueError: not enough values to unpack (expected 3, got 2)
