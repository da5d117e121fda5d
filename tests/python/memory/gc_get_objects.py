import gc


class C:
    pass


def count():
    return sum(type(o) is C for o in gc.get_objects())


print(count())
a = [C() for i in range(5)]
print(count())
del a[2:]
print(count())
print(any(o is a for o in gc.get_objects()))
a.append(a)
a = None
gc.collect()
print(count())
x = C()
print(any(o is x for g in range(3) for o in gc.get_objects(generation=g)))
for bad in (3, -2):
    try:
        gc.get_objects(generation=bad)
    except ValueError as e:
        print(e)

# expect:
# | 0
# | 5
# | 2
# | True
# | 0
# | True
# | generation parameter must be less than the number of available generations (3)
# | generation parameter cannot be negative
