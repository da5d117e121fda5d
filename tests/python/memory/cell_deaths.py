class C:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def shared():
    v = C("first value")

    def change():
        nonlocal v
        v = C("second value")

    def forget():
        nonlocal v
        del v
    return change, forget


change, forget = shared()
change()
print("changed")
forget()
print("forgotten")
change()
del change
print("one closure left holds the cell")
forget = None
print("no closure left")


def loop():
    fs = []
    for i in range(3):
        x = C("loop %d" % i)
        fs.append(lambda: x.name)
    print([f() for f in fs])
    del fs
    print("closures gone")
    return "the local goes with the frame"


print(loop())


def param(p):
    def use():
        return p
    p = None
    print("parameter replaced")
    return use


param(C("argument"))
print("end")

# expect:
# | del first value
# | changed
# | del second value
# | forgotten
# | one closure left holds the cell
# | del second value
# | no closure left
# | del loop 0
# | del loop 1
# | ['loop 2', 'loop 2', 'loop 2']
# | closures gone
# | del loop 2
# | the local goes with the frame
# | del argument
# | parameter replaced
# | end
