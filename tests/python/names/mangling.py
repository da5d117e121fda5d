class A:
    __secret = 1

    def __init__(self):
        self.__hidden = 2
        self.__dunder__ = 3
        self._single = 4

    def get(self):
        return self.__hidden, self.__secret, self.__dunder__

    def __private(self):
        return "private"

    def call(self):
        return self.__private()

    def local(self):
        __x = 5
        return list(locals())


a = A()
print(a.get(), a.call())
print(sorted(vars(a)))
print(a._A__hidden, A._A__secret, a._A__private())
print(a.local())
try:
    a.__hidden
except AttributeError as e:
    print(e)


class _B:
    __v = 1


print([k for k in vars(_B) if "v" in k and not k.endswith("__")])

# expect:
# | (2, 1, 3) private
# | ['_A__hidden', '__dunder__', '_single']
# | 2 1 private
# | ['self', '_A__x']
# | 'A' object has no attribute '__hidden'
# | ['_B__v']
