def attempt(f):
    try:
        f()
        print("no error")
    except RuntimeError as e:
        print(e)


d = {i: i for i in range(5)}


def add():
    for k in d:
        d[k + 100] = 1


def delete():
    for k in d:
        del d[k]


def values_add():
    for v in d.values():
        d["new"] = v


def items_delete():
    for k, v in d.items():
        d.pop(k)


def change_value():
    for k in d:
        d[k] = "changed"


def swap():
    for k in d:
        if k == first:
            del d[k]
            d["swapped"] = 1


for f in (add, delete, values_add, items_delete, change_value):
    attempt(f)
d = {i: i for i in range(3)}
first = 0
attempt(swap)
d = {1: 1, 2: 2}
it = iter(d)
next(it)
d[3] = 3
attempt(lambda: next(it))
attempt(lambda: next(it))
attempt(lambda: list(it))
it = iter({})
print(list(it))


class Evil:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, o):
        e.clear()
        return False


e = {}
e[Evil(1)] = 1
e[Evil(2)] = 2
print(len(e))
e = {Evil(1): 1}
print(Evil(2) in e, e.get(Evil(3)), len(e))


class Grow:
    def __hash__(self):
        return 10 ** 9

    def __eq__(self, o):
        for i in range(100):
            g[i] = i
        return self is o


g = {Grow(): 1}
g[Grow()] = 2
print(len(g))
s = {1, 2, 3}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as err:
    print(err)


class M:
    def keys(self):
        m.clear()
        return ["k"]

    def __getitem__(self, k):
        return m.update(x=1)


m = {"a": 1}
m.update(M())
print(m)

# expect:
# | dictionary changed size during iteration
# | dictionary changed size during iteration
# | dictionary changed size during iteration
# | dictionary changed size during iteration
# | no error
# | dictionary keys changed during iteration
# | dictionary changed size during iteration
# | dictionary changed size during iteration
# | dictionary changed size during iteration
# | []
# | 1
# | False None 0
# | 102
# | Set changed size during iteration
# | {'x': 1, 'k': None}
