class Shape:
    def area(self):
        raise NotImplementedError

    def describe(self):
        return "%s of area %.2f" % (type(self).__name__, self.area())


class Circle(Shape):
    def __init__(self, r):
        self.r = r

    def area(self):
        return 3.14159 * self.r ** 2


class Square(Shape):
    def __init__(self, a):
        self.a = a

    def area(self):
        return self.a ** 2


for s in (Circle(1), Square(2)):
    print(s.describe())
try:
    Shape().describe()
except NotImplementedError as e:
    print("not implemented", repr(e))


class AbstractMeta(type):
    def __call__(cls, *a):
        missing = sorted(n for n in dir(cls) if getattr(getattr(cls, n), "abstract", False))
        if missing:
            raise TypeError("abstract: " + ", ".join(missing))
        return super().__call__(*a)


def abstract(f):
    f.abstract = True
    return f


class Base(metaclass=AbstractMeta):
    @abstract
    def one(self):
        pass

    @abstract
    def two(self):
        pass


class Half(Base):
    def one(self):
        return 1


class Whole(Half):
    def two(self):
        return 2


for cls in (Base, Half, Whole):
    try:
        x = cls()
        print(x.one(), x.two())
    except TypeError as e:
        print(e)

# expect:
# | Circle of area 3.14
# | Square of area 4.00
# | not implemented NotImplementedError()
# | abstract: one, two
# | abstract: two
# | 1 2
