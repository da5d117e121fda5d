class C:
    def __init__(self, name, *held):
        self.name = name
        self.held = held

    def __del__(self):
        print("dies", self.name)


outer = C("outer", C("inner 1"), C("inner 2", C("innermost")))
print("built")
del outer
print("deleted")
chain = C("a")
for name in "bcd":
    chain = C(name, chain)
chain = None
print("chain dropped")
lst = [C("first"), C("second"), C("third")]
lst.clear()
print("cleared")
t = (C("t1"), C("t2"))
del t
d = {1: C("v1"), 2: C("v2")}
del d
print("end")

# expect:
# | built
# | dies outer
# | dies inner 2
# | dies innermost
# | dies inner 1
# | deleted
# | dies d
# | dies c
# | dies b
# | dies a
# | chain dropped
# | dies third
# | dies second
# | dies first
# | cleared
# | dies t2
# | dies t1
# | dies v1
# | dies v2
# | end
