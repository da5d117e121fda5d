class Meta(type):
    def __instancecheck__(cls, obj):
        print("not consulted")
        return True

    def __subclasscheck__(cls, sub):
        print("not consulted")
        return True


class E(Exception, metaclass=Meta):
    pass


try:
    try:
        raise ValueError("v")
    except E:
        print("no")
except ValueError as e:
    print("real subclass test only:", e)


def dynamic(kind):
    try:
        raise KeyError("k")
    except kind as e:
        return type(e).__name__


print(dynamic(KeyError), dynamic((ValueError, LookupError)))
for bad in (5, "KeyError", (KeyError, 5), None, int):
    try:
        dynamic(bad)
    except TypeError as e:
        print(e, "|", repr(e.__context__))
print(dynamic((KeyError, 5)) if False else "checked left to right")

# expect:
# | real subclass test only: v
# | KeyError KeyError
# | catching classes that do not inherit from BaseException is not allowed | KeyError('k')
# | catching classes that do not inherit from BaseException is not allowed | KeyError('k')
# | catching classes that do not inherit from BaseException is not allowed | KeyError('k')
# | catching classes that do not inherit from BaseException is not allowed | KeyError('k')
# | catching classes that do not inherit from BaseException is not allowed | KeyError('k')
# | checked left to right
