class V:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        return self.v == o.v if isinstance(o, V) else NotImplemented

    def __lt__(self, o):
        return self.v < o.v if isinstance(o, V) else NotImplemented

    def __le__(self, o):
        return self.v <= o.v if isinstance(o, V) else NotImplemented

    def __repr__(self):
        return "V%d" % self.v


a, b = V(1), V(2)
print(a == V(1), a != b, a < b, a > b, a <= b, a >= b, b > a)
print(a == 1, a != 1, 1 == a)
try:
    a < 1
except TypeError as e:
    print(e)
print(sorted([V(3), V(1), V(2)]), max(a, b), min(a, b), V(1) in [V(1)], [V(1)] == [V(1)], (V(1), 2) < (V(1), 3))
print(V.__hash__)
try:
    hash(a)
except TypeError as e:
    print(e)


class Loud:
    def __eq__(self, o):
        print("eq")
        return "truthy"

    def __gt__(self, o):
        print("gt")
        return []


x = Loud()
print(x == 1, 1 == x, x > 1, 1 < x, x != 1)
print(x in [1], [x] == [1], [x].count(5))


class Same:
    def __eq__(self, o):
        return False


s = Same()
print(s == s, s in [s], [s] == [s], [s].index(s), s != s)
nan = float("nan")
print(nan == nan, nan in [nan], [nan] == [nan], {nan: 1}[nan])


class Bad:
    def __eq__(self, o):
        raise ValueError("eq failed")


try:
    [Bad()] == [1]
except ValueError as e:
    print(e)
for op in ("<", ">", "<=", ">="):
    try:
        eval("object() %s object()" % op)
    except TypeError as e:
        print(e)
print(1 < 2 < 3 > 0 != 5, None == 0, () == [], 1 == 1.0 == True)

# expect:
# | True True True False True False True
# | False True False
# | '<' not supported between instances of 'V' and 'int'
# | [V1, V2, V3] V2 V1 True True True
# | None
# | unhashable type: 'V'
# | eq
# | eq
# | gt
# | gt
# | eq
# | truthy truthy [] [] False
# | eq
# | eq
# | eq
# | True True 1
# | False True True 0 True
# | False True True 1
# | eq failed
# | '<' not supported between instances of 'object' and 'object'
# | '>' not supported between instances of 'object' and 'object'
# | '<=' not supported between instances of 'object' and 'object'
# | '>=' not supported between instances of 'object' and 'object'
# | True False False True
