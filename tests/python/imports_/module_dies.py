import gc
import sys

gc.disable()


class C:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


m = type(sys)("temp")
m.obj = C("in a module")
del m
print("module dropped")
m = type(sys)("cycle")
exec("def f(): return g\ng = 5", m.__dict__)
m.obj = C("in a module with functions")
del m
gc.collect()
print("collected")
import _plain
_plain.holder = C("in an imported module")
del sys.modules["_plain"], _plain
gc.collect()
print("end")

# expect:
# | del in a module
# | module dropped
# | del in a module with functions
# | collected
# | _plain runs once, as _plain
# | del in an imported module
# | end
