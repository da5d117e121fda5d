def g(n):
    try:
        for i in range(n):
            got = yield i
            if got:
                print("got", got)
    finally:
        print("finally")
    return "value"


print(list(g(3)), sum(x * x for x in g(2)))
it = g(5)
next(it)
it.send("hello")
it.close()


def outer():
    r = yield from g(2)
    yield r
    yield from [1, 2]


print(list(outer()))
it = g(3)
next(it)
try:
    it.throw(ValueError("thrown"))
except ValueError as e:
    print(e)
it = g(2)
next(it)
del it
print([y for x in range(3) for y in (x, -x) if y], {k: v for k, v in zip("ab", range(2))}, {x % 2 for x in range(4)})


def pipeline():
    a = (x for x in range(10))
    b = (x + 1 for x in a if x % 2)
    return list(map(str, b))


print(pipeline())


async def co():
    return await other()


async def other():
    return 42


c = co()
try:
    c.send(None)
except StopIteration as e:
    print(e.value)

# expect:
# | finally
# | finally
# | [0, 1, 2] 1
# | got hello
# | finally
# | finally
# | [0, 1, 'value', 1, 2]
# | finally
# | thrown
# | finally
# | [1, -1, 2, -2] {'a': 0, 'b': 1} {0, 1}
# | ['2', '4', '6', '8', '10']
# | 42
