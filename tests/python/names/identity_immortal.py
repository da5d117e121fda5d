a = 5
b = 5
print(a is b, None is None, True is (1 == 1))
e1, e2 = (), tuple([])
print(e1 is e2)
s = "word"
t = "wo" + "rd"
print(s is t, s == t)
x = 10 ** 20
y = x
y += 1
print(x, y)
lst = [None] * 3
print(lst[0] is lst[2])
rows = [[0] * 2] * 2
rows[0][0] = 1
print(rows)
rows = [[0] * 2 for _ in range(2)]
rows[0][0] = 1
print(rows)


def default(acc=[]):
    acc.append(len(acc))
    return acc


print(default(), default())
print(type(None)() is None, bool(1) is True, type(...) , ... is Ellipsis, NotImplemented)

# expect:
# | True True True
# | True
# | True True
# | 100000000000000000000 100000000000000000001
# | True
# | [[1, 0], [1, 0]]
# | [[1, 0], [0, 0]]
# | [0, 1] [0, 1]
# | True True <class 'ellipsis'> True NotImplemented
