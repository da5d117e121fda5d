import gc

saved = []


class Phoenix:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)
        saved.append(self)


p = Phoenix("ash")
del p
print("alive again:", saved[0].name)
saved.clear()
print("second death is silent")
gc.disable()
gc.collect()
p = Phoenix("cycle")
p.me = p
del p
gc.collect()
print("alive again:", saved[0].name, saved[0].me is saved[0])
saved.clear()
gc.collect()
print("end", saved)

# expect:
# | del ash
# | alive again: ash
# | second death is silent
# | del cycle
# | alive again: cycle True
# | end []
