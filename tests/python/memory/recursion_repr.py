x = []
for i in range(100000):
    x = [x]
for f in (repr, str, lambda v: "%r" % (v,), lambda v: f"{v}"):
    try:
        f(x)
    except RecursionError as e:
        print(e)
d = {}
for i in range(100000):
    d = {1: d}
try:
    repr(d)
except RecursionError as e:
    print(e)
t = ()
for i in range(100000):
    t = (t,)
try:
    repr(t)
except RecursionError as e:
    print(e)


class C:
    def __repr__(self):
        return "C(" + repr(self) + ")"


try:
    repr(C())
except RecursionError as e:
    print(e)
print("alive")

# expect:
# | maximum recursion depth exceeded while getting the repr of an object
# | maximum recursion depth exceeded while getting the repr of an object
# | maximum recursion depth exceeded while getting the repr of an object
# | maximum recursion depth exceeded while getting the repr of an object
# | maximum recursion depth exceeded while getting the repr of an object
# | maximum recursion depth exceeded while getting the repr of an object
# | maximum recursion depth exceeded while calling a Python object
# | alive
