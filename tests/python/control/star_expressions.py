a, *b = 1, 2, 3
*c, d = [4, 5, 6]
e, *f, g = "wxyz"
(h, *i), j = [1, 2, 3], 4
[k, *l] = range(3)
print(a, b, c, d, e, f, g, h, i, j, k, l)
print([*a_, 0] if (a_ := [1, 2]) else 0, (*range(2), *"ab"), {*[1], *[2]}, {**{1: 2}, **{3: 4}})
x = *[1, 2], 3
print(x)
for m, *n in [(1, 2, 3), (4,)]:
    print(m, n)


def r():
    return *[1], 2


print(r())
s = [0, 0, 0]
s[0], *s[1:] = 7, 8, 9
print(s)
print(*[1, 2], *"ab", sep="-")
*t, = (1, 2)
print(t)


def y():
    yield *[1, 2], 3


print(next(y()))
d1 = {"a": 1}
print({**d1, "a": 2}, {"a": 2, **d1}, dict(**d1, b=3), [*{}, *d1])
for bad in ("[*5]", "{**5}", "(*None,)", "{*5}", "{**[1]}", "print(*5)"):
    try:
        eval(bad)
    except TypeError as e:
        print(e)
u = v, *w = 1, 2, 3
print(u, v, w)
i = 0
i, (i, i) = 1, (2, 3)
print(i)
print([*map(str, range(3))], max(*[3, 1, 2]), "{}{}".format(*"ab"))
print((1, 2, *(3, 4))[1:3])

# expect:
# | 1 [2, 3] [4, 5] 6 w ['x', 'y'] z 1 [2, 3] 4 0 [1, 2]
# | [1, 2, 0] (0, 1, 'a', 'b') {1, 2} {1: 2, 3: 4}
# | (1, 2, 3)
# | 1 [2, 3]
# | 4 []
# | (1, 2)
# | [7, 8, 9]
# | 1-2-a-b
# | [1, 2]
# | (1, 2, 3)
# | {'a': 2} {'a': 1} {'a': 1, 'b': 3} ['a']
# | Value after * must be an iterable, not int
# | 'int' object is not a mapping
# | Value after * must be an iterable, not NoneType
# | 'int' object is not iterable
# | 'list' object is not a mapping
# | print() argument after * must be an iterable, not int
# | (1, 2, 3) 1 [2, 3]
# | 3
# | ['0', '1', '2'] 3 ab
# | (2, 3)
