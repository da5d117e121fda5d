def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


g = count(3)
print(next(g), next(g), next(g))
try:
    next(g)
except StopIteration as e:
    print("stop", e.value)
try:
    next(g)
except StopIteration:
    print("still stopped")
print(list(count(5)), sum(count(10)), tuple(count(0)), iter(g) is g)
print(type(g).__name__, g.__name__, g.__qualname__, repr(g).split(" at ")[0])


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


out = []
for x in fib():
    if x > 100:
        break
    out.append(x)
print(out)


def two():
    x = yield 1
    print("got", x)
    y = yield 2
    print("got", y)


for v in two():
    print(v)


def empty():
    return
    yield


print(list(empty()))


def nested():
    def inner():
        yield "inner"
    yield inner
    yield next(inner())


print(list(nested())[1])
a, *b = count(4)
print(a, b, max(count(4)), 2 in count(3), dict(zip(count(2), "ab")), [*count(2), *count(3)])

# expect:
# | 0 1 2
# | stop None
# | still stopped
# | [0, 1, 2, 3, 4] 45 () True
# | generator count count <generator object count
# | [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89]
# | 1
# | got None
# | 2
# | got None
# | []
# | inner
# | 0 [1, 2, 3] 3 True {0: 'a', 1: 'b'} [0, 1, 0, 1, 2]
