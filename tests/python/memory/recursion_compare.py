def nest():
    x = []
    for i in range(100000):
        x = [x]
    return x


a, b = nest(), nest()
for f in (lambda: a == b, lambda: a < b, lambda: a != b, lambda: a in [b]):
    try:
        f()
    except RecursionError as e:
        print(e)
ta, tb = (), ()
for i in range(100000):
    ta, tb = (ta,), (tb,)
try:
    ta == tb
except RecursionError as e:
    print(e)
da, db = {}, {}
for i in range(100000):
    da, db = {1: da}, {1: db}
try:
    da == db
except RecursionError as e:
    print(e)
x, y = [], []
x.append(y)
y.append(x)
try:
    x == y
except RecursionError as e:
    print(e)
print(x == x, "alive")

# expect:
# | maximum recursion depth exceeded in comparison
# | maximum recursion depth exceeded in comparison
# | maximum recursion depth exceeded in comparison
# | maximum recursion depth exceeded in comparison
# | maximum recursion depth exceeded in comparison
# | maximum recursion depth exceeded in comparison
# | maximum recursion depth exceeded in comparison
# | True alive
