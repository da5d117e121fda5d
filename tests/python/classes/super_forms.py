class A:
    def __init__(self, **kw):
        print("A", kw)

    @classmethod
    def make(cls):
        return "A.make", cls.__name__

    @staticmethod
    def st():
        return "A.st"

    @property
    def p(self):
        return "A.p"

    v = "A.v"


class B(A):
    def __init__(self, b, **kw):
        print("B", b)
        super().__init__(**kw)

    @classmethod
    def make(cls):
        return "B", super().make()

    @staticmethod
    def st():
        return super(B, B).st()

    @property
    def p(self):
        return "B+" + super().p

    def attr(self):
        return super().v

    def nested(self):
        return [super(B, self).v for _ in range(1)]

    def set(self):
        try:
            super().v = 5
        except AttributeError as e:
            return str(e)


b = B(1, c=2)
print(b.make(), B.make(), b.st(), b.p, b.attr(), b.nested(), b.set())
s = super(B, b)
print(s.__thisclass__.__name__, s.__self__ is b, s.__self_class__.__name__, s.v)
print(repr(s).split("object")[0])
try:
    s.missing
except AttributeError as e:
    print(e)
for args in ((B, 5), (5,), (A, object())):
    try:
        super(*args)
    except TypeError as e:
        print(e)


def f(x):
    super()


try:
    f(1)
except RuntimeError as e:
    print(e)


class C(A):
    def m(self):
        del self
        return super()

    def where(self):
        return __class__


try:
    C().m()
except RuntimeError as e:
    print(e)
print(C().where() is C)

# expect:
# | B 1
# | A {'c': 2}
# | ('B', ('A.make', 'B')) ('B', ('A.make', 'B')) A.st B+A.p A.v ['A.v'] 'super' object has no attribute 'v'
# | B True B A.v
# | <super: <class 'B'>, <B 
# | 'super' object has no attribute 'missing'
# | super(type, obj): obj must be an instance or subtype of type
# | super() argument 1 must be a type, not int
# | super(type, obj): obj must be an instance or subtype of type
# | super(): __class__ cell not found
# | A {}
# | super(): arg[0] deleted
# | A {}
# | True
