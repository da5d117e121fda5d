import sys


class C:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def f(name):
    a = C(name)
    return sys._getframe()


fr = f("one")
print("frame kept", fr.f_code.co_name)
fr.clear()
print("cleared")
fr = f("two")
del fr
print("dropped")
fr = f("three")
print(sorted(fr.f_locals), fr.f_locals["name"])
fr = None


def depth():
    fr, n = sys._getframe(), 0
    while fr:
        fr, n = fr.f_back, n + 1
    return n


print(depth(), (lambda: depth())())


def running():
    try:
        sys._getframe().clear()
    except RuntimeError as e:
        print(e)


running()

# expect:
# | frame kept f
# | del one
# | cleared
# | del two
# | dropped
# | ['a', 'name'] three
# | del three
# | 2 3
# | cannot clear an executing frame
