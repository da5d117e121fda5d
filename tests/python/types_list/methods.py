a = [3, 1, 2]
a.append(5)
a.extend((7, 8))
a.insert(1, 99)
a.insert(-1, 77)
a.insert(100, "end")
a.insert(-100, "start")
print(a, a.pop(), a.pop(0), a.pop(2), a)
a.remove(99)
print(a, a.index(7), a.index(5, 1), a.count(5), a.copy() == a, a.copy() is a)
a.reverse()
print(a, len(a), 7 in a, min(a), max(a), sum(a))
a.clear()
print(a)
for f in (lambda: a.pop(), lambda: [1].pop(5), lambda: a.remove(1), lambda: a.index(1),
          lambda: [1, 2].index(1, 1), lambda: a.extend(5), lambda: a.insert("x", 1), lambda: [1][1],
          lambda: a.append(), lambda: [] + (), lambda: [] < 5, lambda: hash([]), lambda: list(5),
          lambda: [1] * "a", lambda: [1].__delitem__(3)):
    try:
        print(f())
    except (IndexError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
print([1, 2] + [3], [0] * 3, 2 * [1, 2], [] * 5, [1] * -1, [1, 2] == [1, 2], [1, 2] < [1, 3])
print([1] < [1, 0], [2] > [1, 5], [] < [0], [1, "a"] == [1, "a"], [1] != [1.0], [[1], 2] <= [[1], 2])
print(list("abc"), list(range(3)), list({"k": 1}), list(), list((1, 2)), list(x for x in "ab"))
print([None] * 2, [[]] * 2, [[] for _ in range(2)])
b = [1, 2, 3]
b += b
b *= 2
print(b, b.count(1), len(b))
c = b
c += [9]
print(b is c, b[-1], id(b) == id(c))
b.extend(b[:2])
b[len(b):] = [10, 11]
print(b)

# expect:
# | [3, 99, 2, 5, 7, 77, 8] end start 1 [3, 99, 2, 5, 7, 77, 8]
# | [3, 2, 5, 7, 77, 8] 3 2 1 True False
# | [8, 77, 7, 5, 2, 3] 6 True 2 77 102
# | []
# | IndexError pop from empty list
# | IndexError pop index out of range
# | ValueError list.remove(x): x not in list
# | ValueError 1 is not in list
# | ValueError 1 is not in list
# | TypeError 'int' object is not iterable
# | TypeError 'str' object cannot be interpreted as an integer
# | IndexError list index out of range
# | TypeError list.append() takes exactly one argument (0 given)
# | TypeError can only concatenate list (not "tuple") to list
# | TypeError '<' not supported between instances of 'list' and 'int'
# | TypeError unhashable type: 'list'
# | TypeError 'int' object is not iterable
# | TypeError can't multiply sequence by non-int of type 'str'
# | IndexError list assignment index out of range
# | [1, 2, 3] [0, 0, 0] [1, 2, 1, 2] [] [] True True
# | True True True True False True
# | ['a', 'b', 'c'] [0, 1, 2] ['k'] [] [1, 2] ['a', 'b']
# | [None, None] [[], []] [[], []]
# | [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3] 4 12
# | True 9 True
# | [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 9, 1, 2, 10, 11]
