print([x * 2 for x in range(5)], [x for x in range(20) if x % 3 == 0 if x % 2 == 0])
print([(x, y) for x in "ab" for y in range(2)], [[y for y in range(x)] for x in range(4)])
print([x + y for x in range(3) if x for y in range(x) if y >= 0])
print([a for a, b in [(1, 2), (3, 4)]], [b for a, *b in [(1, 2, 3), (4,)]], [k for k in {"x": 1}])
m = [[1, 2, 3], [4, 5, 6]]
print([[r[i] for r in m] for i in range(3)], [x for r in m for x in r])
x = []
print([x.append(i) or len(x) for i in range(3)], x)
lst = [0]
lst[0:] = [i for lst[0] in [7, 8] for i in [lst[0]]]
print(lst)
print([[i, j] for i, j in zip("ab", range(2))], [i if i % 2 else -i for i in range(5)])
print([(lambda: i)() for i in range(3)], [f() for f in [lambda i=i: i for i in range(3)]])
print(len([0 for _ in range(100000)]), [y := 5, y ** 2], [z for z in [z for z in [z for z in "n"]]])
try:
    [1 / i for i in (1, 0)]
except ZeroDivisionError as e:
    print(e)
print([*range(3), *[i for i in "ab"]], [[]] == [[] for _ in range(1)])

# expect:
# | [0, 2, 4, 6, 8] [0, 6, 12, 18]
# | [('a', 0), ('a', 1), ('b', 0), ('b', 1)] [[], [0], [0, 1], [0, 1, 2]]
# | [1, 2, 3]
# | [1, 3] [[2, 3], []] ['x']
# | [[1, 4], [2, 5], [3, 6]] [1, 2, 3, 4, 5, 6]
# | [1, 2, 3] [0, 1, 2]
# | [7, 8]
# | [['a', 0], ['b', 1]] [0, 1, -2, 3, -4]
# | [0, 1, 2] [0, 1, 2]
# | 100000 [5, 25] ['n']
# | division by zero
# | [0, 1, 2, 'a', 'b'] True
