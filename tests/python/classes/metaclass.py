class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, [b.__name__ for b in bases], kw)
        return {"injected": 1}

    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")))
        cls = super().__new__(mcs, name, bases, ns)
        cls.registered = True
        return cls

    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)

    def __call__(cls, *args):
        print("call", args)
        return super().__call__(*args)

    def __repr__(cls):
        return "<Meta %s>" % cls.__name__

    def __len__(cls):
        return 42

    def __getattr__(cls, name):
        return "meta attr " + name

    def __iter__(cls):
        return iter("xyz")

    def __contains__(cls, x):
        return x == 1

    def __getitem__(cls, k):
        return k

    @property
    def mp(cls):
        return "meta property"


class A(metaclass=Meta, opt=5):
    x = 1

    def __init__(self, v=0):
        self.v = v


class B(A):
    pass


print(A, B, type(B), B.registered, B.injected)
print(B(7).v, len(A), A.zzz, list(A), 1 in A, A[3], A.mp)
print(type("T", (A,), {"y": 1}).y)


class M2(type):
    pass


try:
    class Bad(A, metaclass=M2):
        pass
except TypeError as e:
    print(e)


def factory(name, bases, ns, **kw):
    return name, bases, sorted(ns), kw


class F(metaclass=factory, k=1):
    z = 1


print(F)


class N(metaclass=type):
    pass


print(type(N), type(Meta), isinstance(A, Meta))

# expect:
# | prepare A [] {'opt': 5}
# | new A ['injected', 'x']
# | init A {'opt': 5}
# | prepare B ['A'] {}
# | new B ['injected']
# | init B {}
# | <Meta A> <Meta B> <class '__main__.Meta'> True 1
# | call (7,)
# | 7 42 meta attr zzz ['x', 'y', 'z'] True 3 meta property
# | new T ['y']
# | init T {}
# | 1
# | metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
# | ('F', (), ['__module__', '__qualname__', 'z'], {'k': 1})
# | <class 'type'> <class 'type'> True
