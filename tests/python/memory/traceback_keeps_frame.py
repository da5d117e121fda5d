import sys


class C:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def inner():
    x = C("inner local")
    raise KeyError("k")


def outer():
    y = C("outer local")
    inner()


try:
    outer()
except KeyError as e:
    tb = e.__traceback__
print("handler left, traceback kept")
frames = []
t = tb
while t:
    frames.append(t.tb_frame.f_code.co_name)
    t = t.tb_next
print(frames)
tb = tb.tb_next
print("moved to outer")
tb = tb.tb_next
print("moved to inner")
del tb, t
print("traceback dropped")
try:
    outer()
except KeyError as e:
    e.__traceback__ = None
    print("traceback cut inside the handler")
print("end", sys.exc_info())

# expect:
# | handler left, traceback kept
# | ['<module>', 'outer', 'inner']
# | moved to outer
# | moved to inner
# | del inner local
# | del outer local
# | traceback dropped
# | del inner local
# | del outer local
# | traceback cut inside the handler
# | end (None, None, None)
