class C:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


it = iter([C("a"), C("b")])
print("list held by its iterator")
next(it)
print("after next")
del it
print("iterator dropped")
it = iter([C("x")])
list(it)
print("exhausted: the list is released")
z = zip([C("z1")], [C("z2")])
for pair in z:
    pass
del z
print("zip ran out and dropped, pair holds")
del pair
print("pair dropped")
m = map(lambda x: x.name, (C("m%d" % i) for i in range(3)))
print(next(m))
print(list(m))
e = enumerate([C("e")])
i, c = next(e)
del e
print("enumerate dropped, element kept")
del c
f = filter(None, [0, C("f")])
del f
r = reversed([C("r1"), C("r2")])
print(next(r).name)
print("next of reversed dropped")
del r
for x in [C("for 1"), C("for 2")]:
    print("body", x.name)
print("loop done: the last one lives on in x")
del x

# expect:
# | list held by its iterator
# | after next
# | del b
# | del a
# | iterator dropped
# | del x
# | exhausted: the list is released
# | zip ran out and dropped, pair holds
# | del z2
# | del z1
# | pair dropped
# | del m0
# | m0
# | del m1
# | del m2
# | ['m1', 'm2']
# | enumerate dropped, element kept
# | del e
# | del f
# | r2
# | next of reversed dropped
# | del r2
# | del r1
# | body for 1
# | body for 2
# | del for 1
# | loop done: the last one lives on in x
# | del for 2
