def g(a):
    b = 2
    yield a
    yield b


it = g(1)
print(it.gi_running, it.gi_frame is not None, it.gi_code is g.__code__, it.gi_yieldfrom, it.gi_suspended)
next(it)
print(it.gi_frame.f_locals, it.gi_suspended)
list(it)
print(it.gi_frame, it.gi_running)


def delegating():
    yield from inner


inner = g(5)
d = delegating()
next(d)
print(d.gi_yieldfrom is inner)


def observe():
    print("running", me.gi_running)
    yield


me = observe()
next(me)
it.__name__ = "renamed"
print(it.__name__, repr(it).split(" at ")[0])
try:
    it.__name__ = 5
except TypeError as e:
    print(e)
try:
    it.attr = 1
except AttributeError as e:
    print(e)
print(hasattr(it, "__del__"), hasattr(it, "__next__"), callable(it.send))
for args in ((), (1, 2)):
    try:
        it.send(*args)
    except TypeError as e:
        print(e)
try:
    len(it)
except TypeError as e:
    print(e)
try:
    it[0]
except TypeError as e:
    print(e)

# expect:
# | False True True None False
# | {'a': 1, 'b': 2} True
# | None False
# | True
# | running True
# | renamed <generator object g
# | __name__ must be set to a string object
# | 'generator' object has no attribute 'attr'
# | True True True
# | generator.send() takes exactly one argument (0 given)
# | generator.send() takes exactly one argument (2 given)
# | object of type 'generator' has no len()
# | 'generator' object is not subscriptable
