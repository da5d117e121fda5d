class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, x, *rest, k=0):
        return self.n + x + sum(rest) + k


add = Adder(10)
print(add(1), add(1, 2, 3, k=100), add.__call__(5), callable(add))
print(list(map(add, [1, 2, 3])))
add.__call__ = lambda x: "instance attribute is not used"
print(add(1))
Adder.__call__ = lambda self, x: "class attribute is"
print(add(1))
del Adder.__call__
try:
    add(1)
except TypeError as e:
    print(e)


class Meta(type):
    def __call__(cls, *args):
        return "no instance made", args


class M(metaclass=Meta):
    pass


print(M(1, 2))


class Chain:
    def __init__(self, path=""):
        self.path = path

    def __getattr__(self, name):
        return Chain(self.path + "." + name)

    def __call__(self, *a):
        return Chain(self.path + "(%s)" % ",".join(map(str, a)))

    def __getitem__(self, k):
        return Chain(self.path + "[%r]" % (k,))


print(Chain().a.b(1, 2)["k"].c(3).path)


class CallsFunction:
    __call__ = len


try:
    CallsFunction()([1])
except TypeError as e:
    print(e)


class CallsClass:
    __call__ = dict


print(CallsClass()(a=1))

# expect:
# | 11 116 15 True
# | [11, 12, 13]
# | 11
# | class attribute is
# | 'Adder' object is not callable
# | ('no instance made', (1, 2))
# | .a.b(1,2)['k'].c(3)
# | {'a': 1}
