def f(a, b=2):
    c = 3
    d = locals()
    d["c"] = 99
    return c, sorted(k for k in locals())


print(f(1))


def g():
    x = 1

    def inner():
        return x
    return locals()["x"], inner()


print(g())


def empty():
    return locals()


print(empty())
locals()["made_by_locals"] = 5
print(made_by_locals)
globals()["made_by_globals"] = 6
print(made_by_globals)


class C:
    v = 1
    locals()["w"] = 2


print(C.w)
print(f.__globals__ is globals(), globals() is locals())

# expect:
# | (3, ['a', 'b', 'c', 'd'])
# | (1, 1)
# | {}
# | 5
# | 6
# | 2
# | True True
