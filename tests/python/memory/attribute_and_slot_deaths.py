class C:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


class Bag:
    pass


class Slots:
    __slots__ = ("first", "second", "third")


b = Bag()
b.one, b.two, b.three = C("one"), C("two"), C("three")
b.two = None
print("replaced")
del b.one
print("deleted")
b = None
print("bag gone")
s = Slots()
s.third, s.first, s.second = C("third"), C("first"), C("second")
s.second = C("second again")
del s.first
print("slot deleted")
s = None
print("slots gone")
b = Bag()
b.x = C("in the dict")
d = b.__dict__
b = None
print("the dict outlives its object", sorted(d))
d.clear()
b = Bag()
b.x = C("first dict")
b.__dict__ = {"y": C("second dict")}
print("dict replaced")
del b


class WithClassAttribute:
    shared = C("class attribute")


WithClassAttribute.shared = C("new class attribute")
del WithClassAttribute.shared
print("end")

# expect:
# | del two
# | replaced
# | del one
# | deleted
# | del three
# | bag gone
# | del second
# | del first
# | slot deleted
# | del second again
# | del third
# | slots gone
# | the dict outlives its object ['x']
# | del in the dict
# | del first dict
# | dict replaced
# | del second dict
# | del class attribute
# | del new class attribute
# | end
