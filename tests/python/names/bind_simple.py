a = 1
b = a
a = 2
print(a, b)
x = y = z = [1]
print(x is y, y is z)
x, y = 1, 2
x, y = y, x
print(x, y)
[p, q], r = (1, 2), "r"
print(p, q, r)
(m, (n, o)), *rest = (1, (2, 3)), 4, 5
print(m, n, o, rest)
first, *middle, last = range(6)
print(first, middle, last)
*start, end = "abc"
print(start, end)
i = 0
i, seq = 1, [0, 0]
i, seq[i] = 0, 9
print(i, seq)

# expect:
# | 2 1
# | True True
# | 2 1
# | 1 2 r
# | 1 2 3 [4, 5]
# | 0 [1, 2, 3, 4] 5
# | ['a', 'b'] c
# | 0 [9, 0]
