a = [1]
a.append(a)
print(a, a[1] is a, len(a), str(a), repr([a]))
d = {"k": 1}
d["self"] = d
d["list"] = [d]
print(d)
t = ([],)
t[0].append(t)
print(t)
x, y = [], []
x.append(y)
y.append(x)
print(x, y)


class C:
    def __init__(self):
        self.items = [self]

    def __repr__(self):
        return "C(%r)" % (self.items if len(self.items) < 1 else "...")


print(C(), [C()])
s = [a, a]
print(s)
a.clear()
print(a == [], a)
b = [1, 2]
b[0] = b
c = b[:]
print(c, c == b)

# expect:
# | [1, [...]] True 2 [1, [...]] [[1, [...]]]
# | {'k': 1, 'self': {...}, 'list': [{...}]}
# | ([(...)],)
# | [[[...]]] [[[...]]]
# | C('...') [C('...')]
# | [[1, [...]], [1, [...]]]
# | True []
# | [[[...], 2], 2] True
