import gc

gc.disable()
gc.collect()


class C:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, "other is", self.other.name)


a, b = C("a"), C("b")
a.other, b.other = b, a
del a
print("one name left")
print(b.other.name)
del b
print("no names left")
gc.collect()
print("collected")
s = C("self")
s.other = s
s = None
gc.collect()
print("end", gc.garbage)

# expect:
# | one name left
# | a
# | no names left
# | del a other is b
# | del b other is a
# | collected
# | del self other is self
# | end []
