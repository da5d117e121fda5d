import sys


class C:
    def method(self, *args, **kw):
        return self

    def gen(self):
        yield self
        yield self

    @property
    def prop(self):
        return self

    def __add__(self, other):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return True


o = C()
keep = [o] * 3


def work():
    for i in range(50):
        o.method(o, k=o)
        list(o.gen())
        o.prop.prop.method()
        o + o + o
        with o as p:
            raise ValueError(o)
        [x for x in keep if x is o]
        {x: o for x in range(3)}
        a, *b = keep
        sorted(keep, key=lambda x: 1)
        try:
            raise KeyError(o)
        except KeyError as e:
            e.args
        (lambda *a, **k: a)(*keep, **{"z": o})
        s = slice(o, o)
        for x in keep:
            break
        match [o, o]:
            case [x, y]:
                pass
        f"{o.prop!r:>3}"
        iter(keep)
        map(o.method, keep)
        next(zip(keep, keep))
        setattr(o, "z", o)
        delattr(o, "z")
        g = o.gen()
        next(g)
        p = None


base = sys.getrefcount(o)
work()
print(sys.getrefcount(o) - base)

# expect:
# | 0
