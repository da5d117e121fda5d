import gc
import weakref

gc.disable()
gc.collect()
held = []


class C:
    def __del__(self):
        held.append(self.peer_ref())


a, b = C(), C()
a.peer, b.peer = b, a
a.peer_ref, b.peer_ref = weakref.ref(b), weakref.ref(a)
del a, b
print(gc.collect())
print([type(h).__name__ for h in held])


class D:
    def __init__(self, ref=None):
        self.ref = ref

    def __del__(self):
        print("sees", self.ref() if self.ref else None)


target = C.__new__(object) if False else D()
watcher = D(weakref.ref(target))
del target
del watcher
print("end")

# expect:
# | 4
# | ['NoneType', 'NoneType']
# | sees None
# | sees None
# | end
