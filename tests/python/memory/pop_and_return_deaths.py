class C:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


stack = [C("bottom"), C("top")]
stack.pop()
print("popped and dropped")
x = stack.pop()
print("popped and kept")
del x
d = {"a": C("a"), "b": C("b"), "c": C("c")}
d.pop("a")
k, v = d.popitem()
print("popitem kept", k)
v = None
d.setdefault("b", C("not needed"))
d.get("zz", C("default of get"))
print("get")
d["b"] = d["b"]
print("assigned to itself")
d.update(b=C("updated"))
d.clear()
s = {C("in a set")}
s.pop()
print("set popped")
lst = [C("x"), C("y"), C("z")]
lst.remove(lst[1])
print("removed")
lst.sort(key=lambda c: c.name, reverse=True)
lst.extend([C("extended")])
lst[0:2] = [C("sliced in")]
print("slice assigned")
a, *rest = lst
lst = None
print("unpacked", a.name)
del a
rest.insert(0, C("inserted"))
del rest[0]
rest = tuple(rest)
print("end of program")

# expect:
# | del top
# | popped and dropped
# | popped and kept
# | del bottom
# | del a
# | popitem kept c
# | del c
# | del not needed
# | del default of get
# | get
# | assigned to itself
# | del b
# | del updated
# | del in a set
# | set popped
# | del y
# | removed
# | del x
# | del z
# | slice assigned
# | unpacked sliced in
# | del sliced in
# | del inserted
# | end of program
# | del extended
