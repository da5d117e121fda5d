import sys


def down(n):
    return down(n + 1)


def measure():
    depth = 0

    def f():
        nonlocal depth
        depth += 1
        f()
    try:
        f()
    except RecursionError as e:
        return depth, str(e)


print(sys.getrecursionlimit())
d, message = measure()
print(900 < d <= 1000, message)
for i in range(3):
    try:
        down(0)
    except RecursionError as e:
        print(type(e).__name__, e)
sys.setrecursionlimit(200)
print(measure()[0] < 200)
sys.setrecursionlimit(5000)
print(4900 < measure()[0] <= 5000)
for bad in (0, -1):
    try:
        sys.setrecursionlimit(bad)
    except ValueError as e:
        print(e)
try:
    sys.setrecursionlimit(1)
except RecursionError as e:
    print("too low")

# expect:
# | 1000
# | True maximum recursion depth exceeded
# | RecursionError maximum recursion depth exceeded
# | RecursionError maximum recursion depth exceeded
# | RecursionError maximum recursion depth exceeded
# | True
# | True
# | recursion limit must be greater or equal than 1
# | recursion limit must be greater or equal than 1
# | too low
