import weakref


class C:
    pass


c = C()
refs = [weakref.ref(c, lambda r, i=i: print("callback", i, r() is None)) for i in range(4)]
plain = weakref.ref(c)
print(weakref.getweakrefcount(c))
print(plain is weakref.ref(c))
del refs[2]
del c
print("dead")
print([r() for r in refs], plain())
c = C()
r = weakref.ref(c, lambda r: print("never, the reference dies first"))
del r
del c
c = C()
c.r = weakref.ref(c, lambda r: print("called: cleared before the dict goes"))
del c
print("end")

# expect:
# | 5
# | True
# | callback 3 True
# | callback 1 True
# | callback 0 True
# | dead
# | [None, None, None] None
# | called: cleared before the dict goes
# | end
