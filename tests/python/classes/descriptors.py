class Data:
    def __set_name__(self, owner, name):
        print("named", owner.__name__, name)
        self.name = name

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return "data", self.name, obj.__dict__.get(self.name)

    def __set__(self, obj, value):
        obj.__dict__[self.name] = value * 2

    def __delete__(self, obj):
        print("delete", self.name)
        del obj.__dict__[self.name]


class NonData:
    def __get__(self, obj, owner):
        return "nondata", obj is None, owner.__name__


class C:
    d = Data()
    n = NonData()
    plain = 1


c = C()
print(c.d, type(C.d).__name__)
c.d = 5
print(c.d, c.__dict__)
del c.d
print(c.n, C.n)
c.n = "shadowed"
print(c.n)
c.__dict__["d"] = "does not shadow"
print(c.d)
C.d = "replaced on the class"
print(c.d)


class SetOnly:
    def __set__(self, obj, value):
        print("set", value)


class D:
    s = SetOnly()


d = D()
d.s = 1
print(type(d.s).__name__)
d.__dict__["s"] = "found"
print(d.s)
try:
    del d.s
except AttributeError as e:
    print(e)


class Raises:
    def __get__(self, obj, owner):
        raise AttributeError("from get")


class E:
    r = Raises()

    def __getattr__(self, name):
        return "fallback " + name


print(E().r, getattr(D(), "zz", "default"))


def f(self):
    return self


print(f.__get__(5)(), f.__get__(None, int) is f)

# expect:
# | named C d
# | ('data', 'd', None) Data
# | ('data', 'd', 10) {'d': 10}
# | delete d
# | ('nondata', False, 'C') ('nondata', True, 'C')
# | shadowed
# | ('data', 'd', 'does not shadow')
# | does not shadow
# | set 1
# | SetOnly
# | found
# | __delete__
# | fallback r default
# | 5 True
