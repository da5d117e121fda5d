class C:
    def __init__(self, v):
        self.v = v

    def __add__(self, other):
        return C(self.v + other.v)

    def __del__(self):
        print("del", self.v)

    def __bool__(self):
        return self.v != 0


r = C(1) + C(10) + C(100)
print("sum", r.v)
del r
print(C(2) and C(3) and "value")
print(C(0) or "other")
print("chosen" if C(4) else "no")
print([C(5).v, C(6).v])
x = C(7), C(8)
x = x[0]
print("tuple gone, first kept")
x = None
not C(9)
print("end")

# expect:
# | del 1
# | del 10
# | del 11
# | del 100
# | sum 111
# | del 111
# | del 2
# | del 3
# | value
# | del 0
# | other
# | del 4
# | chosen
# | del 5
# | del 6
# | [5, 6]
# | del 8
# | tuple gone, first kept
# | del 7
# | del 9
# | end
