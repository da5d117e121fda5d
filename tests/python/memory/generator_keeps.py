class C:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def gen():
    a = C("a")
    yield 1
    b = C("b")
    yield 2
    print("finishing")


g = gen()
print("made")
del g
print("never started: nothing to die")
g = gen()
next(g)
print("suspended with a")
next(g)
g = None
print("dropped suspended")
for i in gen():
    print(i)
print("ran out")
g = gen()
next(g)
g.close()
print("closed")
del g


def arg(x):
    yield
    

g = arg(C("argument"))
print("argument held")
del g
print("end")

# expect:
# | made
# | never started: nothing to die
# | suspended with a
# | del a
# | del b
# | dropped suspended
# | 1
# | 2
# | finishing
# | del a
# | del b
# | ran out
# | del a
# | closed
# | argument held
# | del argument
# | end
