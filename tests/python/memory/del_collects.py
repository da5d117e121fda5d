import gc

gc.disable()
gc.collect()
depth = 0


class C:
    def __del__(self):
        global depth
        depth += 1
        a = []
        a.append(a)
        del a
        gc.collect()
        depth -= 1


for i in range(10):
    c = C()
    c.me = c
del c
gc.collect()
print("depth", depth)


class D:
    def __del__(self):
        made.append(D2())


class D2:
    pass


made = []
d = D()
d.me = d
del d
gc.collect()
print(len(made))

# expect:
# | depth 0
# | 1
