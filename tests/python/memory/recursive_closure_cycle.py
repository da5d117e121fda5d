import gc
import weakref

gc.disable()
gc.collect()


class C:
    pass


def make():
    c = C()

    def fact(n):
        c
        return 1 if n < 2 else n * fact(n - 1)
    return fact(5), weakref.ref(c)


v, r = make()
print(v, r() is not None)
print(gc.collect() > 0, r())


def no_cycle():
    c = C()

    def f():
        return c
    f()
    return weakref.ref(c)


print(no_cycle()())


def cut():
    c = C()

    def f():
        return c, f
    r = weakref.ref(c)
    del f
    return r


print(cut()() is not None)
print(gc.collect() > 0)

# expect:
# | 120 True
# | True None
# | None
# | False
# | False
