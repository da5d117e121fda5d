class C:
    def m(self, x=0):
        return "m", x

    f = lambda self: "lambda"
    b = len
    c = staticmethod(len)


o = C()
print(o.m(), C.m(o, 1), o.f(), o.c([1]))
try:
    o.b()
except TypeError as e:
    print(e)
o.own = lambda *a: a
print(o.own(1))


def added(self):
    return type(self).__name__


C.added = added
print(o.added())
o.bound = added.__get__(o)
print(o.bound())
print(o.m == o.m, o.m is o.m, hash(o.m) == hash(o.m), o.m == C().m)
unbound = [C.m]
print(unbound[0](o, 5))
print(callable(o.m), callable(o), callable(C))
d = {o.m: 1}
print(d[o.m])

# expect:
# | ('m', 0) ('m', 1) lambda 1
# | len() takes exactly one argument (0 given)
# | (1,)
# | C
# | C
# | True False True False
# | ('m', 5)
# | True False True
# | 1
