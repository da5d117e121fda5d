class C:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


x = C("one")
x = C("two")
print("after rebinding")
x = None
print("after None")
for i in range(3):
    x = C("loop %d" % i)
    print("in loop", i)
print("after loop")
del x
lst = [C("old")]
lst[0] = C("new")
print("item replaced")
lst[:] = []
print("slice emptied")
d = {"k": C("dict old")}
d["k"] = C("dict new")
d.pop("k")
print("popped and dropped")


class Holder:
    pass


h = Holder()
h.a = C("attr old")
h.a = C("attr new")
del h.a
print("attribute deleted")
h.b = C("with its holder")
del h
print("end")

# expect:
# | del one
# | after rebinding
# | del two
# | after None
# | in loop 0
# | del loop 0
# | in loop 1
# | del loop 1
# | in loop 2
# | after loop
# | del loop 2
# | del old
# | item replaced
# | del new
# | slice emptied
# | del dict old
# | del dict new
# | popped and dropped
# | del attr old
# | del attr new
# | attribute deleted
# | del with its holder
# | end
