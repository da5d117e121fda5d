len = lambda x: "shadowed"
print(len([1, 2]))
del len
print(len([1, 2]))


def f(list):
    return list


print(f(3), list((1, 2)))


def g():
    print = 5
    return print


print(g())
try:
    del len
except NameError as e:
    print(e)
import builtins

builtins.extra = "everywhere"
print(extra)
del builtins.extra
try:
    extra
except NameError as e:
    print(e)
print(builtins.max is max, __builtins__ is builtins)

# expect:
# | shadowed
# | 2
# | 3 [1, 2]
# | 5
# | name 'len' is not defined
# | everywhere
# | name 'extra' is not defined
# | True True
