import gc
import weakref

gc.enable()
dead = 0


class C:
    def __init__(self):
        self.me = self


def died(r):
    global dead
    dead += 1


refs = []
for i in range(200000):
    c = C()
    if i % 100 == 0:
        refs.append(weakref.ref(c, died))
print(dead > 1900)
gc.disable()
gc.collect()
dead = 0
refs = []
for i in range(1000):
    refs.append(weakref.ref(C(), died))
print(dead)
gc.enable()

# flags: not-stress
# expect:
# | True
# | 0
