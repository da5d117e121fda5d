def inner():
    x = yield 1
    print("inner got", x)
    y = yield 2
    print("inner got", y)
    return "result"


def outer():
    r = yield from inner()
    print("outer got", r)
    yield from [10, 20]
    yield from "ab"
    yield from range(2)
    return "outer result"


g = outer()
print(next(g), g.send("first"), g.send("second"), list(g))


def catches():
    try:
        yield from thrower()
    except KeyError as e:
        yield "outer caught " + str(e)


def thrower():
    try:
        yield "start"
    except ValueError as e:
        yield "inner caught " + str(e)
        raise KeyError("from inner")


g = catches()
print(next(g), g.throw(ValueError("v")), next(g))


class It:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration("from It")
        return self.n

    def send(self, v):
        print("It.send", v)
        return next(self)

    def throw(self, *a):
        print("It.throw", a[0])
        return "thrown"

    def close(self):
        print("It.close")


def d():
    r = yield from It()
    print("value", r)


g = d()
print(next(g), g.send("x"), list(g))
g = d()
next(g)
print(g.throw(ValueError))
g.close()


def bad():
    yield from 5


try:
    next(bad())
except TypeError as e:
    print(e)


def flatten(x):
    for i in x:
        if isinstance(i, list):
            yield from flatten(i)
        else:
            yield i


print(list(flatten([1, [2, [3, [4]], 5], [], 6])))


def deep(n):
    if n:
        yield from deep(n - 1)
    yield n


print(sum(deep(100)), max(deep(50)))


def send_none_only():
    yield from [1, 2]


g = send_none_only()
next(g)
try:
    g.send(5)
except AttributeError as e:
    print(e)

# expect:
# | inner got first
# | inner got second
# | outer got result
# | 1 2 10 [20, 'a', 'b', 0, 1]
# | start inner caught v outer caught 'from inner'
# | It.send x
# | value from It
# | 1 2 []
# | It.throw <class 'ValueError'>
# | thrown
# | It.close
# | 'int' object is not iterable
# | [1, 2, 3, 4, 5, 6]
# | 5050 50
# | 'list_iterator' object has no attribute 'send'
