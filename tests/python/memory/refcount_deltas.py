import sys


class C:
    pass


o = C()
base = sys.getrefcount(o)


def delta():
    return sys.getrefcount(o) - base


a = o
print(delta())
b = [o, o]
print(delta())
c = {"k": o}
print(delta())
t = (o,)
print(delta())
s = {o}
print(delta())
del a, b, c, t, s
print(delta())


def param(p):
    return sys.getrefcount(p) - base


print(param(o) > 0)
print(delta())
f = lambda: o
print("a global is not captured:", delta())


def capture(x):
    return lambda: x


g = capture(o)
print(delta())
h = g
print("sharing the function:", delta())
del g, h
print(delta())
o.self = o
print(delta())
del o.self
m = o.__init__
print(delta())
m = None
lst = [o] * 10
print(delta())
lst.pop()
lst[0] = None
print(delta())
lst = lst[:5]
print(delta())
del lst
x, y = o, o
print(delta())
x, y = y, x
print(delta())

# expect:
# | 1
# | 3
# | 4
# | 5
# | 6
# | 0
# | True
# | 0
# | a global is not captured: 0
# | 1
# | sharing the function: 1
# | 0
# | 1
# | 1
# | 10
# | 8
# | 4
# | 2
# | 2
