import gc

gc.disable()
gc.collect()
kept = []


class N:
    def __init__(self, name, keep=False):
        self.name = name
        self.keep = keep

    def __del__(self):
        print("del", self.name)
        if self.keep:
            kept.append(self)


a, b, c = N("a"), N("b", keep=True), N("c")
a.next, b.next, c.next = b, c, a
del a, b, c
gc.collect()
print("kept", [k.name for k in kept])
k = kept.pop()
print(k.next.name, k.next.next.name, k.next.next.next is k)
k.next.next.next = None
del k
print("chain fell apart without a second __del__")
print(gc.collect())

# expect:
# | del a
# | del b
# | del c
# | kept ['b']
# | c a True
# | chain fell apart without a second __del__
# | 0
