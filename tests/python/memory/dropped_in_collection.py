import gc

gc.disable()
gc.collect()


class C:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a = []
a.append(a)
a.append(C("held by a dead cycle"))
a.append([C("one level down")])
del a
print("unreachable")
gc.collect()
print("collected")
d = {}
d["self"] = d
d["gen"] = (x for x in [C("in an iterator")])
next(d["gen"])
del d
gc.collect()
print("end")

# expect:
# | unreachable
# | del held by a dead cycle
# | del one level down
# | collected
# | del in an iterator
# | end
