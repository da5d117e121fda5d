class Await:
    def __init__(self, v):
        self.v = v

    def __await__(self):
        x = yield self.v
        return x


async def inner(n):
    got = await Await(n)
    return got * 2


async def outer():
    a = await inner(1)
    b = await inner(2)
    return a + b


c = outer()
print(type(c).__name__, c.send(None), c.send(10))
try:
    c.send(20)
except StopIteration as e:
    print(e.value)


async def agen():
    for i in range(3):
        yield i
        await Await("pause")


async def use():
    out = []
    async for x in agen():
        out.append(x)
    out.append([y async for y in agen()])
    return out


def run(coro):
    pauses = 0
    while True:
        try:
            coro.send(None)
            pauses += 1
        except StopIteration as e:
            return e.value, pauses


print(run(use()))


class Manager:
    async def __aenter__(self):
        print("enter")
        return self

    async def __aexit__(self, *a):
        print("exit", a[0])
        return True


async def managed():
    async with Manager() as m:
        raise ValueError
    return "after"


print(run(managed()))
try:
    run(Await(1))
except AttributeError as e:
    print(e)


async def wrong():
    await 5


try:
    run(wrong())
except TypeError as e:
    print(e)

# expect:
# | coroutine 1 2
# | 60
# | ([0, 1, 2, [0, 1, 2]], 6)
# | enter
# | exit <class 'ValueError'>
# | ('after', 0)
# | 'Await' object has no attribute 'send'
# | object int can't be used in 'await' expression
