class A:
    n = 0

    @classmethod
    def make(cls, *args):
        cls.n += 1
        return cls.__name__, args

    @staticmethod
    def add(a, b):
        return a + b

    def plain(self):
        return self.make("from plain")


class B(A):
    pass


print(A.make(1), A().make(2), B.make(3), B().plain())
print(A.n, B.n, A.add(1, 2), A().add(3, 4), B.add("a", "b"))
print(A.__dict__["make"].__func__.__name__, type(A.__dict__["add"]).__name__, A.make.__self__.__name__)
print(A.make.__func__ is B.make.__func__, A.add is B.add)


class Meta(type):
    def hello(cls):
        return "hello from " + cls.__name__


class C(metaclass=Meta):
    @classmethod
    @property
    def chained(cls):
        return "chained " + cls.__name__


print(C.hello(), C.chained, C().chained)
try:
    C().hello()
except AttributeError as e:
    print(e)
s = staticmethod(lambda x: x * 2)
print(s(4), s.__wrapped__(5))
c = classmethod(lambda cls, x: (cls.__name__, x))
print(c.__get__(None, int)(1), c.__get__(5)(2))
try:
    c(1)
except TypeError as e:
    print(e)


class D:
    @staticmethod
    def helper():
        return "used in the body"
    x = helper()


print(D.x)

# expect:
# | ('A', (1,)) ('A', (2,)) ('B', (3,)) ('B', ('from plain',))
# | 2 4 3 7 ab
# | make staticmethod A
# | True True
# | hello from C chained C chained C
# | 'C' object has no attribute 'hello'
# | 8 10
# | ('int', 1) ('int', 2)
# | 'classmethod' object is not callable
# | used in the body
