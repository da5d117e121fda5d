class C:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def f():
    a = C("a")
    b = C("b")
    print("in f")
    return a.name


print(f())


def g(p):
    print("in g", p.name)
    p = None
    print("p dropped")


g(C("argument"))
print("after g")
C("temporary")
print("after temporary")
C("attribute of temporary").name
print("next")
len([C("in a list")])
print("next")


def h():
    x = C("returned")
    return x


y = h()
print("got", y.name)
del y


def raises():
    z = C("z")
    raise ValueError("boom")


try:
    raises()
except ValueError as e:
    print("caught", e)
print("end")

# expect:
# | in f
# | del a
# | del b
# | a
# | in g argument
# | del argument
# | p dropped
# | after g
# | del temporary
# | after temporary
# | del attribute of temporary
# | next
# | del in a list
# | next
# | got returned
# | del returned
# | caught boom
# | del z
# | end
