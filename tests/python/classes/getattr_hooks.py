class A:
    x = 1

    def __getattr__(self, name):
        if name.startswith("dyn_"):
            return name[4:]
        raise AttributeError("no " + name)


a = A()
print(a.x, a.dyn_foo, hasattr(a, "zzz"), getattr(a, "zzz", "default"))
try:
    a.zzz
except AttributeError as e:
    print(e)


class B:
    def __init__(self):
        self.y = 2

    def __getattribute__(self, name):
        print("getattribute", name)
        return object.__getattribute__(self, name)

    def __getattr__(self, name):
        print("getattr", name)
        return "fallback"

    def m(self):
        return self.y


b = B()
print(b.y, b.missing, b.m())


class C:
    def __setattr__(self, name, value):
        print("set", name)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        print("del", name)
        super().__delattr__(name)


c = C()
c.v = 1
c.v += 1
print(c.v, vars(c))
del c.v
try:
    del c.v
except AttributeError as e:
    print(e)


class D:
    def __dir__(self):
        return ["z", "a"]

    def __len__(self):
        return 3


d = D()
print(dir(d))
d.__len__ = lambda: 99
print(len(d), d.__len__())


class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "_t", target)

    def __getattr__(self, name):
        return getattr(self._t, name)

    def __setattr__(self, name, value):
        setattr(self._t, name, value)


p = Proxy(A())
p.w = 5
print(p.w, p._t.w, p.x)
try:
    object().x = 1
except AttributeError as e:
    print(e)
try:
    int.x = 1
except TypeError as e:
    print(e)

# expect:
# | 1 foo False default
# | no zzz
# | getattribute y
# | getattribute missing
# | getattr missing
# | getattribute m
# | getattribute y
# | 2 fallback 2
# | set v
# | set v
# | 2 {'v': 2}
# | del v
# | del v
# | 'C' object has no attribute 'v'
# | ['a', 'z']
# | 3 99
# | 5 5 1
# | 'object' object has no attribute 'x'
# | cannot set 'x' attribute of immutable type 'int'
