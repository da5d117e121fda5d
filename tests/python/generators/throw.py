def g():
    while True:
        try:
            x = yield "waiting"
            print("got", x)
        except ValueError as e:
            print("caught", repr(e))
            yield "handled"
        finally:
            print("finally")


it = g()
print(next(it))
print(it.throw(ValueError("thrown")))
print(it.send(1))
try:
    it.throw(KeyError("not handled"))
except KeyError as e:
    print("came out", e)
print(list(it))


def plain():
    yield 1


it = plain()
try:
    it.throw(ValueError)
except ValueError as e:
    print("before start", repr(e), it.gi_frame)
it = plain()
for args in ((5,), (ValueError, ValueError("instance")), (ValueError("i"), "value"), (ValueError, "text", 5)):
    try:
        plain().throw(*args)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
it = plain()
list(it)
try:
    it.throw(ValueError("after the end"))
except ValueError as e:
    print(e)


def returns():
    try:
        yield
    except ValueError:
        return "value"


it = returns()
next(it)
try:
    it.throw(ValueError)
except StopIteration as e:
    print("returned", e.value)


def context():
    try:
        yield
    except ValueError:
        raise KeyError("k")


it = context()
next(it)
try:
    it.throw(ValueError("v"))
except KeyError as e:
    print(repr(e), repr(e.__context__))

# expect:
# | waiting
# | caught ValueError('thrown')
# | handled
# | finally
# | waiting
# | finally
# | came out 'not handled'
# | []
# | before start ValueError() None
# | TypeError exceptions must be classes or instances deriving from BaseException, not int
# | ValueError instance
# | TypeError instance exception may not have a separate value
# | TypeError throw() third argument must be a traceback object
# | after the end
# | returned value
# | KeyError('k') ValueError('v')
