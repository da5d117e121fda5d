# Objects that only a native module refers to: alive without a referrer that the program could find.
import gc
import leaky
import weakref


class Picture:
    def __init__(self, name):
        self.name, self.pixels = name, bytearray(100)


pictures = [Picture("%d" % i) for i in range(5)]
watch = [weakref.ref(p) for p in pictures]
for p in pictures[:3]:
    leaky.keep(p)
del pictures, p
gc.collect()
print("alive:", sum(w() is not None for w in watch), "held:", leaky.held())
print("referrers:", [type(r).__name__ for r in gc.get_referrers(watch[0]())])
print("given back:", leaky.release_all(), "alive:", sum(w() is not None for w in watch))
for i in range(4):
    leaky.keep(Picture("leaked"))
print("held at the end:", leaky.held())
