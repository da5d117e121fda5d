a = [1, 2, 3, 4]
for x in a:
    a.remove(x)
print(a)
a = [1, 2, 3]
for i, x in enumerate(a):
    if len(a) < 8:
        a.append(x * 10)
print(a)
it = iter(a)
next(it)
a.clear()
print(list(it))
a.extend([5, 6])
print(list(it))
a = [1, 2, 3]
it = reversed(a)
print(next(it))
a.pop()
a.pop()
print(list(it))
a = [1, 2, 3]
a.extend(x for x in a[:])
print(a)
a = list(range(5))
a[:] = (x for x in a if x % 2)
print(a)
a = [1]
for x in a:
    a.insert(0, x + 1)
    if len(a) > 3:
        break
print(a)


class Eq:
    def __eq__(self, o):
        target.clear()
        return False


target = [Eq() for _ in range(5)]
print(5 in target, target)
target = [Eq(), 1, 2]
try:
    target.remove(2)
except ValueError as e:
    print(e)
target = [Eq(), 1, 2]
try:
    target.index(2)
except ValueError as e:
    print(e)
target = [Eq(), Eq()]
print(target == [1, 2], target.count(3))


class Idx:
    def __index__(self):
        b.clear()
        return 0


b = [1, 2]
try:
    b[Idx()]
except IndexError as e:
    print(e)

# expect:
# | [2, 4]
# | [1, 2, 3, 10, 20, 30, 100, 200]
# | []
# | []
# | 3
# | []
# | [1, 2, 3, 1, 2, 3]
# | [1, 3]
# | [2, 2, 2, 1]
# | False []
# | list.remove(x): x not in list
# | 2 is not in list
# | False 0
# | list index out of range
