class L:
    def __init__(self):
        self.log = []

    def __iadd__(self, o):
        self.log.append(("iadd", o))
        return self

    def __isub__(self, o):
        return "replaced by " + str(o)

    def __mul__(self, o):
        return "mul used for *="

    def __ior__(self, o):
        return NotImplemented

    def __or__(self, o):
        return "fell back to or"

    def __ixor__(self, o):
        return NotImplemented


a = b = L()
a += 1
a += [2]
print(a is b, a.log)
a -= 5
print(a)
a = L()
a *= 3
print(a)
a = L()
a |= 1
print(a)
a = L()
try:
    a ^= 1
except TypeError as e:
    print(e)
try:
    a @= 1
except TypeError as e:
    print(e)
x = "s"
for source in ("x += 1", "x -= 1", "x **= 2", "x //= 2", "x >>= 1", "x &= 1"):
    try:
        exec(source)
    except TypeError as e:
        print(e)
s = {1}
t = s
s |= {2}
s &= {2, 3}
s ^= {5}
s -= {5}
print(s is t, s)
d = e = {1: 1}
d |= {2: 2}
print(d is e, d)
f = g = frozenset([1])
f |= {2}
print(f is g, f)
lst = [1]
lst *= 3
lst += "ab"
print(lst)

# expect:
# | True [('iadd', 1), ('iadd', [2])]
# | replaced by 5
# | mul used for *=
# | fell back to or
# | unsupported operand type(s) for ^=: 'L' and 'int'
# | unsupported operand type(s) for @=: 'L' and 'int'
# | can only concatenate str (not "int") to str
# | unsupported operand type(s) for -=: 'str' and 'int'
# | unsupported operand type(s) for **=: 'str' and 'int'
# | unsupported operand type(s) for //=: 'str' and 'int'
# | unsupported operand type(s) for >>=: 'str' and 'int'
# | unsupported operand type(s) for &=: 'str' and 'int'
# | True {2}
# | True {1: 1, 2: 2}
# | False frozenset({1, 2})
# | [1, 1, 1, 'a', 'b']
