class MyList(list):
    def __getitem__(self, i):
        return "got " + str(super().__getitem__(i))

    def total(self):
        return sum(self)


m = MyList([1, 2, 3])
print(m[0], m.total(), len(m), m == [1, 2, 3], type(m[:]).__name__, type(m + []).__name__, list(m))
m.name = "attribute"
print(m.name, m)


class MyDict(dict):
    def __setitem__(self, k, v):
        super().__setitem__(k, v * 2)

    def __getattr__(self, n):
        try:
            return self[n]
        except KeyError:
            raise AttributeError(n) from None


d = MyDict(a=1)
d["b"] = 2
print(d, d.b, d.a, d == {"a": 1, "b": 4}, type(d.copy()).__name__, hasattr(d, "zz"))


class MyInt(int):
    def __add__(self, o):
        return MyInt(int(self) + int(o) + 100)

    def __repr__(self):
        return "MyInt(%d)" % int(self)


i = MyInt(5)
print(i + 1, 1 + i, i * 2, type(i * 2).__name__, i == 5, hash(i) == hash(5), {5: "five"}[i], [10, 20][MyInt(1)])


class MyStr(str):
    def shout(self):
        return self.upper() + "!"


s = MyStr("hi")
print(s.shout(), type(s.upper()).__name__, s + "x", s == "hi", {"hi": 1}[s], len(s), s[0])


class MyFloat(float):
    pass


class MySet(set):
    pass


class MyBytes(bytes):
    pass


class MyTuple(tuple):
    pass


print(MyFloat(1.5) + 1, repr(MySet([1])), MyBytes(b"ab"), MyTuple([1, 2]), repr(MyFloat(2)))
print(type(MySet([1]) | {2}).__name__, type(MyTuple([1])[:]).__name__, isinstance(MyBytes(b"q"), bytes))


class E(ValueError):
    def __init__(self, code):
        super().__init__("code %d" % code)
        self.code = code


try:
    raise E(7)
except ValueError as e:
    print(e, e.code, e.args)

# expect:
# | got 1 6 3 True str list [1, 2, 3]
# | attribute [1, 2, 3]
# | {'a': 1, 'b': 4} 4 1 True dict False
# | MyInt(106) 6 10 int True True five 20
# | HI! str hix True 1 2 h
# | 2.5 MySet({1}) b'ab' (1, 2) 2.0
# | set tuple True
# | code 7 7 ('code 7',)
