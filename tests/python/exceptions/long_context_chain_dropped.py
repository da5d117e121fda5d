e = None
for i in range(200000):
    new = ValueError(i)
    new.__context__ = e
    e = new
print(e.args)
e = None
print("dropped")
a, b = ValueError("a"), ValueError("b")
try:
    try:
        raise a
    except ValueError:
        raise b
except ValueError:
    try:
        raise a
    except ValueError:
        pass
print(repr(a.__context__), repr(b.__context__))

# expect:
# | (199999,)
# | dropped
# | ValueError('b') None
