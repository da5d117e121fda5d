import gc
import weakref

gc.disable()
gc.collect()


def make():
    class Temp:
        def method(self):
            return __class__
    return weakref.ref(Temp), Temp()


r, obj = make()
print(r() is not None)
gc.collect()
print("instance keeps its class:", r() is type(obj))
del obj
print("a class is in a cycle with itself:", r() is not None)
print(gc.collect() > 0)
print(r())
refs = []
for i in range(50):
    cls = type("T%d" % i, (), {"x": i})
    refs.append(weakref.ref(cls))
cls = None
gc.collect()
print(sum(r() is not None for r in refs))


class Base:
    pass


def sub():
    class Sub(Base):
        pass
    return len(Base.__subclasses__())


print(sub())
gc.collect()
print(Base.__subclasses__())

# expect:
# | True
# | instance keeps its class: True
# | a class is in a cycle with itself: True
# | True
# | None
# | 0
# | 1
# | []
