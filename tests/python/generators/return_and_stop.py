def g():
    yield 1
    return "value"


it = g()
next(it)
try:
    next(it)
except StopIteration as e:
    print(repr(e), e.value)


def raises_stop():
    yield 1
    raise StopIteration("inside")


try:
    list(raises_stop())
except RuntimeError as e:
    print(e, "|", repr(e.__cause__))


def next_in_gen():
    yield next(iter([]))


try:
    list(next_in_gen())
except RuntimeError as e:
    print(e)


def tuple_value():
    return (1, 2)
    yield


try:
    next(tuple_value())
except StopIteration as e:
    print(e.value, e.args)


def exc_value():
    return ValueError("v")
    yield


try:
    next(exc_value())
except StopIteration as e:
    print(repr(e.value))


def collect():
    result = yield from g()
    return [result]


def run(gen):
    try:
        while True:
            next(gen)
    except StopIteration as e:
        return e.value


print(run(collect()))


def already():
    try:
        next(me)
    except ValueError as e:
        yield str(e)


me = already()
print(next(me))

# expect:
# | StopIteration('value') value
# | generator raised StopIteration | StopIteration('inside')
# | generator raised StopIteration
# | (1, 2) ((1, 2),)
# | ValueError('v')
# | ['value']
# | generator already executing
