a = list(range(10))
a[2:5] = "xy"
print(a)
a[5:5] = [1, 2, 3]
print(a)
a[:] = range(8)
a[::2] = "abcd"
print(a)
a[::-3] = [9, 9, 9]
print(a)
a[20:] = [1]
a[:0] = [0]
print(a)
a[3:1] = ["between"]
print(a)
del a[::3]
print(a)
del a[-2:], a[:1]
print(a)
a[1:2] = a
print(a)
a[:] = a[::-1]
print(a, a[1:100], a[-100:2], a[3:3], a[::100])
for f in (lambda: a.__setitem__(slice(None, None, 2), [1]), lambda: a.__setitem__(slice(0, 2), 5),
          lambda: a[::0], lambda: a["x":], lambda: a.__setitem__(slice(None, None, -1), [])):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(e)
b = [1, 2, 3]
b[1:2] = (x for x in (7, 8, 9))
print(b)
b[:2], b[-1:] = [0], []
print(b)
m = [[0] * 3 for _ in range(3)]
for i in range(3):
    m[i][i] = 1
    m[i][1:] = m[i][1:][::-1]
print(m)
x = list(range(100000))
del x[::2]
x[1000:49000] = []
print(len(x), x[999:1002])

# expect:
# | [0, 1, 'x', 'y', 5, 6, 7, 8, 9]
# | [0, 1, 'x', 'y', 5, 1, 2, 3, 6, 7, 8, 9]
# | ['a', 1, 'b', 3, 'c', 5, 'd', 7]
# | ['a', 9, 'b', 3, 9, 5, 'd', 9]
# | [0, 'a', 9, 'b', 3, 9, 5, 'd', 9, 1]
# | [0, 'a', 9, 'between', 'b', 3, 9, 5, 'd', 9, 1]
# | ['a', 9, 'b', 3, 5, 'd', 1]
# | [9, 'b', 3, 5]
# | [9, 9, 'b', 3, 5, 3, 5]
# | [5, 3, 5, 3, 'b', 9, 9] [3, 5, 3, 'b', 9, 9] [5, 3] [] [5]
# | attempt to assign sequence of size 1 to extended slice of size 4
# | can only assign an iterable
# | slice step cannot be zero
# | slice indices must be integers or None or have an __index__ method
# | attempt to assign sequence of size 0 to extended slice of size 7
# | [1, 7, 8, 9, 3]
# | [0, 8, 9]
# | [[1, 0, 0], [0, 0, 1], [0, 1, 0]]
# | 2000 [1999, 98001, 98003]
