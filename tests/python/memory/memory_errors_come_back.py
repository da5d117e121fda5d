# The ready-made exceptions are used again and again, and are not one object as long as there are others.
def fail():
    try:
        bytearray(1 << 62)
    except MemoryError as e:
        return e.with_traceback(None)


for _ in range(100):
    e = fail()
e = None
a, b, c = fail(), fail(), fail()
print(a is b, b is c, a is c, a.args)
many = [fail() for _ in range(50)]
print(len(many), {type(x) for x in many})
many = a = b = c = None
a, b = fail(), fail()
print(a is b)
# expect:
# | False False False ()
# | 50 {<class 'MemoryError'>}
# | False
