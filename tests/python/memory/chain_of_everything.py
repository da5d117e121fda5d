N = 100000


class Obj:
    pass


def make_obj(x):
    o = Obj()
    o.x = x
    return o


def make_closure(x):
    return lambda: x


def make_generator(x):
    def g():
        yield x
        yield x
    it = g()
    next(it)
    return it


def make_method(x):
    o = Obj()
    o.x = x
    return o.__init__.__self__ and o


class Holder:
    def m(self):
        pass


def make_bound(x):
    h = Holder()
    h.x = x
    return h.m


def make_slice(x):
    return slice(x)


def make_exception(x):
    return ValueError(x)


def make_iterator(x):
    return iter([x])


def make_map(x):
    return map(None, [x])


for make in (make_obj, make_closure, make_generator, make_method, make_bound, make_slice, make_exception,
             make_iterator, make_map):
    x = None
    for i in range(N):
        x = make(x)
    x = None
    print(make.__name__, "dropped")

# expect:
# | make_obj dropped
# | make_closure dropped
# | make_generator dropped
# | make_method dropped
# | make_bound dropped
# | make_slice dropped
# | make_exception dropped
# | make_iterator dropped
# | make_map dropped
