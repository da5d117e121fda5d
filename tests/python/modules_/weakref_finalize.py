import weakref


class C:
    pass


c = C()
f = weakref.finalize(c, print, "finalized", 1, sep="-")
print(f.alive, f.atexit, f.peek()[2:])
del c
print(f.alive, f(), f.peek())
c = C()
f = weakref.finalize(c, lambda x: x * 2, 21)
print(f(), f(), f.alive)
del c
print("not called again")
c = C()
f = weakref.finalize(c, print, "never")
print(f.detach()[1].__name__, f.alive)
del c
keep = C()
weakref.finalize(keep, print, "at exit, in reverse order: 2")
weakref.finalize(keep, print, "at exit, in reverse order: 1")
g = weakref.finalize(keep, print, "not at exit")
g.atexit = False
print("last line")

# expect:
# | True True (('finalized', 1), {'sep': '-'})
# | finalized-1
# | False None None
# | 42 None False
# | not called again
# | print False
# | last line
# | at exit, in reverse order: 1
# | at exit, in reverse order: 2
