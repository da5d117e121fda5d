def averager():
    total = n = 0
    average = None
    while True:
        x = yield average
        if x is None:
            return total, n
        total += x
        n += 1
        average = total / n


g = averager()
try:
    g.send(1)
except TypeError as e:
    print(e)
print(next(g), g.send(10), g.send(20))
try:
    g.send(None)
except StopIteration as e:
    print(e.value)
try:
    g.send(1)
except StopIteration as e:
    print("finished", e.value)


def echo():
    received = []
    try:
        while len(received) < 3:
            received.append((yield len(received)))
    finally:
        print("received", received)


g = echo()
print(g.send(None), g.send("a"), g.send("b"))
try:
    g.send("c")
except StopIteration:
    pass


def expr():
    x = [(yield 1), (yield 2)]
    y = (yield 3) + (yield 4)
    return x, y


g = expr()
next(g)
for v in "pqr":
    g.send(v)
try:
    g.send("s")
except StopIteration as e:
    print(e.value)


def coroutine(f):
    def start(*a):
        g = f(*a)
        next(g)
        return g
    return start


@coroutine
def printer():
    while True:
        print("line:", (yield))


@coroutine
def grep(word, target):
    while True:
        line = yield
        if word in line:
            target.send(line)


p = grep("py", printer())
p.send("python")
p.send("java")
p.send("happy")

# expect:
# | can't send non-None value to a just-started generator
# | None 10.0 15.0
# | (30, 2)
# | finished None
# | 0 1 2
# | received ['a', 'b', 'c']
# | (['p', 'q'], 'rs')
# | line: python
# | line: happy
