import sys

x = object()
n = sys.getrefcount(x)
y = x
print(sys.getrefcount(x) - n)
for args in ((), (1, 2)):
    try:
        sys.getrefcount(*args)
    except TypeError as e:
        print(e)
print(type(n))

# expect:
# | 1
# | sys.getrefcount() takes exactly one argument (0 given)
# | sys.getrefcount() takes exactly one argument (2 given)
# | <class 'int'>
