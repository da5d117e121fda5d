x = 1


def f(a, *args, k=2, **kw):
    b = 3
    return locals()


print(f(1, 5, z=6))
print(globals()["x"], "f" in globals(), globals() is globals(), type(globals()).__name__)
globals()["injected"] = 9
print(injected)
g = globals()
g["x"] = 10
print(x)
del g["injected"]
try:
    injected
except NameError as e:
    print(e)


class C:
    inside = sorted(k for k in locals() if not k.startswith("__"))
    a = 1
    also = sorted(k for k in locals() if not k.startswith("__"))


print(C.inside, C.also)


def outer():
    free = "f"

    def inner():
        return free, sorted(locals())
    return inner(), sorted(locals())


print(outer())


def changing():
    d = locals()
    y = 5
    e = locals()
    return sorted(d), sorted(e)


print(changing()[1])
print([k for k in ("__name__", "__doc__", "__builtins__", "__file__", "__spec__", "__loader__", "__package__", "__annotations__", "__cached__") if k in globals()])
print(__name__, __doc__, __package__)
print((lambda a: locals())(3), [sorted(locals()) for q in (1,)][0][-1])

# expect:
# | {'a': 1, 'k': 2, 'args': (5,), 'kw': {'z': 6}, 'b': 3}
# | 1 True True dict
# | 9
# | 10
# | name 'injected' is not defined
# | [] ['a', 'inside']
# | (('f', ['free']), ['free', 'inner'])
# | ['d', 'y']
# | ['__name__', '__doc__', '__builtins__', '__file__', '__spec__', '__loader__', '__package__', '__annotations__', '__cached__']
# | __main__ None None
# | {'a': 3} q
