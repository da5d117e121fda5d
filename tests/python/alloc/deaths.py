class C:
    def __init__(self, name, held=None):
        self.name = name
        self.held = held

    def __del__(self):
        print("del", self.name)


def f():
    a = C("local")
    return C("returned", a)


x = f()
print("got")
x = None
chain = C("c0")
for i in range(5):
    chain = C("c%d" % (i + 1), chain)
del chain
try:
    y = C("in try")
    raise ValueError(y)
except ValueError as e:
    del y
    print("caught", e.args[0].name)
print("after")
lst = [C("l%d" % i) for i in range(3)]
lst[1] = None
lst.clear()
d = {"k": C("value"), C: 1}
d.pop("k")
C("temporary")


def gen():
    z = C("in generator")
    yield 1


g = gen()
next(g)
del g


def late(v=C("default")):
    pass


print("last line")

# expect:
# | got
# | del returned
# | del local
# | del c5
# | del c4
# | del c3
# | del c2
# | del c1
# | del c0
# | caught in try
# | del in try
# | after
# | del l1
# | del l2
# | del l0
# | del value
# | del temporary
# | del in generator
# | last line
# | del default
