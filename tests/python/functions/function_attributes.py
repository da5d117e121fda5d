def f(a, b=1, *args, c, d=2, **kw):
    "The doc."
    x = 1
    return x


print(f.__name__, f.__qualname__, f.__doc__, f.__module__)
print(f.__defaults__, f.__kwdefaults__, f.__closure__, f.__dict__)
c = f.__code__
print(c.co_name, c.co_argcount, c.co_kwonlyargcount, c.co_posonlyargcount, c.co_varnames, c.co_nlocals)
print(c.co_firstlineno)
print(c.co_flags & 0x0C, c.co_freevars, c.co_cellvars)
f.attr = 5
f.__doc__ = "Other."
f.__name__ = "renamed"
print(f.attr, f.__dict__, f.__doc__, f.__name__, repr(f).split(" at ")[0])
f.__qualname__ = "Q.renamed"
print(repr(f).split(" at ")[0])


class C:
    def m(self):
        def inner():
            pass
        return inner


print(C.m.__qualname__, C().m().__qualname__, (lambda: 0).__qualname__)
m = C().m
print(m.__name__, m.__func__ is C.m, type(m.__self__).__name__)
for name, value in [("__name__", 5), ("__code__", 5), ("__dict__", 5), ("__qualname__", None)]:
    try:
        setattr(f, name, value)
    except TypeError as e:
        print(e)
try:
    m.x = 1
except AttributeError as e:
    print(e)
try:
    f.nothing
except AttributeError as e:
    print(e)
try:
    del f.__name__
except TypeError as e:
    print(e)


def g():
    return "g"


def h():
    return "h"


g.__code__ = h.__code__
print(g())

# expect:
# | f f The doc. __main__
# | (1,) {'d': 2} None {}
# | f 2 2 0 ('a', 'b', 'c', 'd', 'args', 'kw', 'x') 7
# | 1
# | 12 () ()
# | 5 {'attr': 5} Other. renamed <function f
# | <function Q.renamed
# | C.m C.m.<locals>.inner <lambda>
# | m True C
# | __name__ must be set to a string object
# | __code__ must be set to a code object
# | __dict__ must be set to a dictionary, not a 'int'
# | __qualname__ must be set to a string object
# | 'method' object has no attribute 'x'
# | 'function' object has no attribute 'nothing'
# | __name__ must be set to a string object
# | h
