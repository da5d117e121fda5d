class N:
    def __init__(self, v):
        self.v = v


ops = {"add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**", "lshift": "<<",
       "rshift": ">>", "and": "&", "or": "|", "xor": "^", "matmul": "@"}
for name, op in ops.items():
    setattr(N, "__%s__" % name, lambda self, other, op=op: "%s %s %s" % (self.v, op, getattr(other, "v", other)))
    setattr(N, "__r%s__" % name, lambda self, other, op=op: "%s r%s %s" % (other, op, self.v))
a, b = N("a"), N("b")
for op in ops.values():
    print(eval("a %s b" % op), "|", eval("a %s 1" % op), "|", eval("1 %s a" % op))
print(divmod.__name__, end=" ")
try:
    divmod(a, b)
except TypeError as e:
    print(e)


class U:
    def __neg__(self):
        return "neg"

    def __pos__(self):
        return "pos"

    def __invert__(self):
        return "invert"

    def __abs__(self):
        return "abs"

    def __divmod__(self, o):
        return "divmod", o

    def __rdivmod__(self, o):
        return "rdivmod", o

    def __pow__(self, o, m=None):
        return "pow", o, m

    def __round__(self, n=None):
        return "round", n

    def __int__(self):
        return 5

    def __float__(self):
        return 2.5

    def __index__(self):
        return 3

    def __complex__(self):
        return 1j


u = U()
print(-u, +u, ~u, abs(u), divmod(u, 1), divmod(1, u), u ** 2, pow(u, 2, 3), round(u), round(u, 2))
print(int(u), float(u), [0, 1, 2, 3][u], hex(u), complex(u), range(u), "ab" * u)

# expect:
# | a + b | a + 1 | 1 r+ a
# | a - b | a - 1 | 1 r- a
# | a * b | a * 1 | 1 r* a
# | a / b | a / 1 | 1 r/ a
# | a // b | a // 1 | 1 r// a
# | a % b | a % 1 | 1 r% a
# | a ** b | a ** 1 | 1 r** a
# | a << b | a << 1 | 1 r<< a
# | a >> b | a >> 1 | 1 r>> a
# | a & b | a & 1 | 1 r& a
# | a | b | a | 1 | 1 r| a
# | a ^ b | a ^ 1 | 1 r^ a
# | a @ b | a @ 1 | 1 r@ a
# | divmod unsupported operand type(s) for divmod(): 'N' and 'N'
# | neg pos invert abs ('divmod', 1) ('rdivmod', 1) ('pow', 2, None) ('pow', 2, 3) ('round', None) ('round', 2)
# | 5 2.5 3 0x3 1j range(0, 3) ababab
