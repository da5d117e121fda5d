class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, o):
        return Vector(self.x + o.x, self.y + o.y)

    def __sub__(self, o):
        return Vector(self.x - o.x, self.y - o.y)

    def __mul__(self, k):
        if isinstance(k, Vector):
            return self.x * k.x + self.y * k.y
        return Vector(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __neg__(self):
        return self * -1

    def __eq__(self, o):
        return isinstance(o, Vector) and (self.x, self.y) == (o.x, o.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __abs__(self):
        return (self * self) ** 0.5

    def __bool__(self):
        return bool(self.x or self.y)

    def __iter__(self):
        yield self.x
        yield self.y

    def __getitem__(self, i):
        return (self.x, self.y)[i]

    def __repr__(self):
        return f"Vector({self.x!r}, {self.y!r})"

    def __format__(self, spec):
        return "(" + ", ".join(format(c, spec) for c in self) + ")"


v, w = Vector(3, 4), Vector(1, -2)
print(v + w, v - w, v * w, v * 2, 2 * v, -v, abs(v))
print(v == Vector(3, 4), v != w, v is not Vector(3, 4), len({v, Vector(3, 4), w}), bool(Vector(0, 0)))
x, y = v
print(x, y, v[0], v[-1], list(w), f"{v:.2f}", sum([v, w], Vector(0, 0)), max([v, w], key=abs))
print(sorted([v, w, Vector(0, 1)], key=abs))
try:
    v.z = 1
except AttributeError as e:
    print(e)

# expect:
# | Vector(4, 2) Vector(2, 6) -5 Vector(6, 8) Vector(6, 8) Vector(-3, -4) 5.0
# | True True True 2 False
# | 3 4 3 4 [1, -2] (3.00, 4.00) Vector(4, 2) Vector(3, 4)
# | [Vector(0, 1), Vector(1, -2), Vector(3, 4)]
# | 'Vector' object has no attribute 'z'
