class C:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def g():
    got = yield C("yielded 1")
    print("resumed with", got.name)
    got = yield C("yielded 2")
    print("resumed with", got)
    return C("returned")


it = g()
next(it)
print("the value was dropped")
it.send(C("sent"))
print("the sent value is a local now")
try:
    it.send(None)
except StopIteration as e:
    print("returned", e.value.name)
print("after")


def delegate():
    r = yield from g()
    print("result", r.name)
    yield "last"


it = delegate()
next(it)
it.send(C("through"))
print(it.send(None))
it.close()
print("closed")


def catches():
    try:
        yield
    except ValueError as e:
        print("caught", e.args[0].name)
        yield
    print("not reached")


it = catches()
next(it)
it.throw(ValueError(C("thrown")))
print("handled")
del it
print("end")

# expect:
# | del yielded 1
# | the value was dropped
# | resumed with sent
# | del yielded 2
# | the sent value is a local now
# | del sent
# | resumed with None
# | returned returned
# | del returned
# | after
# | del yielded 1
# | resumed with through
# | del yielded 2
# | del through
# | resumed with None
# | result returned
# | last
# | del returned
# | closed
# | caught thrown
# | handled
# | del thrown
# | end
