class C:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def positional(a, b):
    print("in positional")


def packed(*args):
    print("in packed", len(args))


def keywords(**kw):
    kw.pop("k")
    print("popped")


def rebinds(a):
    a = C("local")
    print("rebound")


def deletes(a):
    del a
    print("deleted in the function")


def default(a=C("default")):
    print("in default")


positional(C("a"), C("b"))
packed(C("p1"), C("p2"))
keywords(k=C("kw"))
rebinds(C("argument"))
deletes(C("argument"))
default()
default(C("given"))
default.__defaults__ = ()
positional(*[C("star 1"), C("star 2")])
try:
    positional(C("too few"))
except TypeError:
    print("TypeError")
try:
    positional(C("x"), undefined)
except NameError:
    print("NameError")
print(len((C("in a tuple"), 1)))
print(str(C("converted"))[:0] + "after str")
print(isinstance(C("tested"), C))
print("end")

# expect:
# | in positional
# | del a
# | del b
# | in packed 2
# | del p2
# | del p1
# | del kw
# | popped
# | del argument
# | rebound
# | del local
# | del argument
# | deleted in the function
# | in default
# | in default
# | del given
# | del default
# | in positional
# | del star 2
# | del star 1
# | del too few
# | TypeError
# | del x
# | NameError
# | del in a tuple
# | 2
# | del converted
# | after str
# | del tested
# | True
# | end
