class Point:
    "A point."
    count = 0

    def __init__(self, x, y=0):
        self.x = x
        self.y = y
        Point.count += 1

    def norm2(self):
        return self.x * self.x + self.y * self.y


p, q = Point(3, 4), Point(1)
print(p.x, p.y, p.norm2(), q.y, Point.count, p.count)
p.count = 99
print(Point.count, p.count, q.count)
del p.count
print(p.count)
p.extra = "new"
print(p.__dict__, p.__class__, type(p) is Point, p.__doc__, Point.__name__, Point.__module__)
print(Point.__bases__, Point.__mro__, Point.__qualname__)
print(repr(p).split(" at ")[0], isinstance(p, Point), isinstance(5, Point))
Point.later = lambda self: self.x + 1
print(p.later())
del Point.later
try:
    p.later()
except AttributeError as e:
    print(e)
try:
    Point.nothing
except AttributeError as e:
    print(e)
p.__dict__["via_dict"] = 7
print(p.via_dict)
p.__dict__ = {"x": 1}
print(p.x, hasattr(p, "y"))
try:
    p.__dict__ = 5
except TypeError as e:
    print(e)
print(p == p, p == q, p != q)

# expect:
# | 3 4 25 0 2 2
# | 2 99 2
# | 2
# | {'x': 3, 'y': 4, 'extra': 'new'} <class '__main__.Point'> True A point. Point __main__
# | (<class 'object'>,) (<class '__main__.Point'>, <class 'object'>) Point
# | <__main__.Point object True False
# | 4
# | 'Point' object has no attribute 'later'
# | type object 'Point' has no attribute 'nothing'
# | 7
# | 1 False
# | __dict__ must be set to a dictionary, not a 'int'
# | True False True
