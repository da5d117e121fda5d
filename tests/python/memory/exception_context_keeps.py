class C:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


class E(Exception):
    def __init__(self, name):
        self.c = C(name)


def f():
    try:
        raise E("first")
    except E as e:
        raise E("second")


try:
    f()
except E as e:
    print("context", e.__context__.c.name)
    kept = e
print("kept with its context")
kept.__context__ = None
print("context cut")
del kept
print("all gone")
try:
    try:
        raise E("cause")
    except E as e:
        raise E("effect") from e
except E as e:
    e.__cause__ = None
    print("cause cut, context still", e.__context__.c.name)
print("end")

# expect:
# | context first
# | kept with its context
# | del first
# | context cut
# | del second
# | all gone
# | cause cut, context still cause
# | del effect
# | del cause
# | end
