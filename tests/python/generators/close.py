def g():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("exit")
        raise
    finally:
        print("finally")


it = g()
it.close()
print("closed before start")
it = g()
next(it)
it.close()
it.close()
print(list(it), it.gi_frame)


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


it = stubborn()
next(it)
try:
    it.close()
except RuntimeError as e:
    print(e)


def raises():
    try:
        yield
    finally:
        raise ValueError("in finally")


it = raises()
next(it)
try:
    it.close()
except ValueError as e:
    print(e)


def returns():
    try:
        yield
    except GeneratorExit:
        return 5


it = returns()
next(it)
print(it.close())


def inner():
    try:
        yield 1
    finally:
        print("inner closed")


def outer():
    try:
        yield from inner()
    finally:
        print("outer closed")


it = outer()
next(it)
it.close()
for x in outer():
    print("body", x)
    break
print("loop left")

# expect:
# | closed before start
# | exit
# | finally
# | [] None
# | generator ignored GeneratorExit
# | in finally
# | None
# | inner closed
# | outer closed
# | body 1
# | inner closed
# | outer closed
# | loop left
