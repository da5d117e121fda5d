class C:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a = C("global a")
b = [C("in a list")]
a.me = a


def function(default=C("default")):
    pass


print("last line")

# expect:
# | last line
# | del global a
# | del in a list
# | del default
