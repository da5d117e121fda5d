class N:
    def __init__(self, v):
        self.v = v

    def __del__(self):
        print("del", self.v)

    def __add__(self, o):
        return N("(%s+%s)" % (self.v, o.v))

    def __iadd__(self, o):
        self.v += "+=" + o.v
        return self

    def __eq__(self, o):
        return N("eq")

    def __lt__(self, o):
        return N("lt")

    def __contains__(self, o):
        return N("truth")

    def __getitem__(self, k):
        return N("item")

    def __neg__(self):
        return N("-" + self.v)


x = N("a") + N("b")
print("kept", x.v)
x = -x
print("negated")
x += N("c")
print("in place")
x == N("d")
print("compared")
N("e") < N("f") < N("g")
print("chained")
N("h") in x
print("contained")
x[N("key")]
print("subscripted")
if x == x:
    print("branch")
y = x if x[0] else None
print("conditional")
del x
print("still y")
y = [y, y][0]
y = None
print("end")

# expect:
# | del a
# | del b
# | kept (a+b)
# | del (a+b)
# | negated
# | del c
# | in place
# | del d
# | del eq
# | compared
# | del e
# | del lt
# | del f
# | del g
# | del lt
# | chained
# | del truth
# | del h
# | contained
# | del key
# | del item
# | subscripted
# | del eq
# | branch
# | del item
# | conditional
# | still y
# | del -(a+b)+=c
# | end
