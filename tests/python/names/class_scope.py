x = "global"


class C:
    x = "class"
    y = x
    items = [n for n in range(3)]
    try:
        pairs = [x for n in range(1)]
    except NameError:
        pairs = None

    def method(self):
        return x

    z = lambda self: x


print(C.y, C.items, C.pairs, C().method(), C().z())


def f():
    x = "function"

    class D:
        print(x)
        x = "in class"
        print(x)
        del x
        try:
            print(x)
        except NameError as e:
            print("NameError", e)

        def m(self):
            return x
    return D().m()


print(f())


class E:
    a = 1
    b = a + 1
    del a
    for i in range(3):
        pass


print(hasattr(E, "a"), E.b, E.i)
print(sorted(k for k in vars(E) if not k.startswith("__")))

# expect:
# | class [0, 1, 2] ['global'] global global
# | global
# | in class
# | global
# | function
# | False 2 2
# | ['b', 'i']
