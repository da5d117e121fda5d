a = b = c = d = 1
del a
try:
    a
except NameError as e:
    print(e)
del b, c
try:
    c
except NameError as e:
    print(e)
del (d)
try:
    d
except NameError as e:
    print(e)
p, q, r, s = 1, 2, 3, 4
del (p, [q, r]), s
print([n for n in "pqrs" if n in globals()])
lst = list(range(10))
del lst[0], lst[-1], lst[2:4]
print(lst)
del lst[::2]
print(lst)
del lst[:]
print(lst)
dct = {"x": 1, "y": 2}
del dct["x"]
print(dct)
try:
    del dct["x"]
except KeyError as e:
    print("KeyError", e)


class C:
    pass


o = C()
o.attr = 1
del o.attr
print(hasattr(o, "attr"))
try:
    del o.attr
except AttributeError as e:
    print(e)
C.k = 5
del C.k
print(hasattr(C, "k"))

# expect:
# | name 'a' is not defined
# | name 'c' is not defined
# | name 'd' is not defined
# | []
# | [1, 2, 5, 6, 7, 8]
# | [2, 6, 8]
# | []
# | {'y': 2}
# | KeyError 'x'
# | False
# | 'C' object has no attribute 'attr'
# | False
