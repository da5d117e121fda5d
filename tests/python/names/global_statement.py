count = 0


def bump():
    global count
    count += 1


def make():
    global made, also
    made, also = "made", "also"


def nested():
    def inner():
        global count
        count = 100
    count = 5
    inner()
    return count


bump()
bump()
print(count)
make()
print(made, also)
print(nested(), count)


def remove():
    global made
    del made


remove()
print("made" in globals())


class C:
    global from_class
    from_class = 3
    own = 4


print(from_class, hasattr(C, "from_class"), C.own)


def import_global():
    global sys
    import sys


import_global()
print(sys.__name__)


def function_global():
    global helper

    def helper():
        return "helped"


function_global()
print(helper())

# expect:
# | 2
# | made also
# | 5 100
# | False
# | 3 False 4
# | sys
# | helped
