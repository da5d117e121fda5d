class Base:
    count = 0

    def __init__(self, x):
        self.x = x
        Base.count += 1

    def method(self, y):
        return self.x + y

    @property
    def prop(self):
        return self.x * 2

    @classmethod
    def make(cls, v):
        return cls(v)

    @staticmethod
    def st(a):
        return a

    def __add__(self, o):
        return type(self)(self.x + o.x)

    def __eq__(self, o):
        return self.x == o.x

    def __hash__(self):
        return hash(self.x)

    def __lt__(self, o):
        return self.x < o.x

    def __repr__(self):
        return f"{type(self).__name__}({self.x})"

    def __getattr__(self, name):
        if name == "dynamic":
            return "made"
        raise AttributeError(name)

    def __call__(self, *a):
        return a

    def __getitem__(self, k):
        return k

    def __len__(self):
        return 3

    def __iter__(self):
        return iter([1, 2])


class Sub(Base):
    __slots__ = ("s",)

    def __init__(self, x):
        super().__init__(x)
        self.s = "slot"

    def method(self, y):
        return super().method(y) * 10


class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        return super().__new__(m, name, bases, ns)


class WithMeta(metaclass=Meta, opt=1):
    def __init_subclass__(cls, **kw):
        cls.extra = sorted(kw)

    def __set_name__(self, owner, name):
        self.name = name


class Child(WithMeta, a=1):
    field = WithMeta()


a, b = Base(1), Sub(2)
print(a, b, a.method(5), b.method(5), b.prop, Sub.make(7), Base.st(3), a + a, a == Base(1))
print(sorted([b, a]), {a: 1}[Base(1)], b.s)
print(a.dynamic, a(1, 2), a[1:2], len(a), list(a), Base.count, isinstance(b, Base))
print(issubclass(Sub, Base), Child.extra, Child.field.name, type(Child).__name__)
a.new = [1]
a.__dict__["more"] = 2
print(vars(a), hasattr(a, "zz"), getattr(a, "zz", None), [k.__name__ for k in Sub.__mro__])
del a.new
C = type("C", (Base,), {"v": 5})
print(C(1).v, C(3))
a.__class__ = C
print(a)
try:
    a.missing
except AttributeError as e:
    print(e)

# expect:
# | Base(1) Sub(2) 6 70 4 Sub(7) 3 Base(2) True
# | [Base(1), Sub(2)] 1 slot
# | made (1, 2) slice(1, 2, None) 3 [1, 2] 6 True
# | True [] field Meta
# | {'x': 1, 'new': [1], 'more': 2} False None ['Sub', 'Base', 'object']
# | 5 C(3)
# | C(1)
# | missing
