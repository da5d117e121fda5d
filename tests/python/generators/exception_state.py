import sys


def g():
    print("in gen", sys.exc_info()[0])
    yield 1
    try:
        raise KeyError
    except KeyError:
        print("handler", sys.exc_info()[0].__name__)
        yield 2
        print("handler resumed", sys.exc_info()[0].__name__)
    print("after handler", sys.exc_info()[0])
    yield 3


it = g()
try:
    raise ValueError
except ValueError:
    next(it)
    print("outside", sys.exc_info()[0].__name__)
next(it)
print("outside", sys.exc_info()[0])
try:
    raise TypeError
except TypeError:
    next(it)
    print("outside", sys.exc_info()[0].__name__)


def reraise():
    try:
        yield
    except ValueError:
        yield "caught"
        raise


it = reraise()
next(it)
it.throw(ValueError("v"))
try:
    next(it)
except ValueError as e:
    print("reraised", e)


def bare():
    try:
        raise
    except RuntimeError as e:
        yield str(e)


try:
    raise OSError("active")
except OSError:
    try:
        print(next(bare()))
    except OSError as e:
        print("raise inside a generator sees the caller's:", e)

# expect:
# | in gen <class 'ValueError'>
# | outside ValueError
# | handler KeyError
# | outside None
# | handler resumed KeyError
# | after handler <class 'TypeError'>
# | outside TypeError
# | reraised v
# | raise inside a generator sees the caller's: active
