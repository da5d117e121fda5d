def g(n):
    x = n
    while True:
        x += yield x


gens = [g(i) for i in range(5000)]
print(sum(next(it) for it in gens))
print(sum(it.send(1) for it in gens))
del gens[::2]
print(sum(it.send(1) for it in gens), len(gens))
gens.clear()


def chain(n):
    it = iter([0])
    for i in range(n):
        it = (x + 1 for x in it)
    return it


print(list(chain(500)))


def recursive(n):
    if n == 0:
        return
    yield n
    for x in recursive(n - 1):
        yield x


print(sum(recursive(150)))


def ping(n):
    other = yield
    while n:
        n -= 1
        yield n


total = 0
for i in range(20000):
    for x in g(i):
        total += x
        break
print(total)

# expect:
# | 12497500
# | 12502500
# | 6255000 2500
# | [500]
# | 11325
# | 199990000
