for i in range(3):
    print(i, end=" ")
else:
    print("else")
for i in range(5):
    if i == 2:
        break
else:
    print("not printed")
print("broke at", i)
n = 0
while n < 3:
    n += 1
    if n == 2:
        continue
    print("n", n)
else:
    print("while else")
while True:
    n += 1
    if n > 5:
        break
else:
    print("never")
for i in []:
    pass
else:
    print("empty else", i)
for i in range(3):
    for j in range(3):
        if j == 1:
            break
        print((i, j), end="")
    else:
        print("no")
    if i == 1:
        break
print()
for i in range(10):
    i += 5
    if i > 7:
        break
print(i)
for a, (b, *c) in [(1, (2, 3, 4)), (5, "xyz")]:
    print(a, b, c)
d = {}
for d["key"] in range(3):
    pass
print(d)
lst = [1, 2, 3]
for x in lst:
    if x < 3:
        lst.append(x + 10)
    if len(lst) > 6:
        break
print(lst)
lst = list(range(6))
for x in lst:
    lst.remove(x)
print(lst)
for i in reversed(range(0, 10, 3)):
    print(i, end=",")
print()
for i, (k, v) in enumerate({"a": 1, "b": 2}.items(), 1):
    print(i, k, v)
for x in "ab":
    for y in x * 2:
        print(y, end="")
print()
i = 3
while i: i -= 1
print(i)

# expect:
# | 0 1 2 else
# | broke at 2
# | n 1
# | n 3
# | while else
# | empty else 2
# | (0, 0)(1, 0)
# | 8
# | 1 2 [3, 4]
# | 5 x ['y', 'z']
# | {'key': 2}
# | [1, 2, 3, 11, 12]
# | [1, 3, 5]
# | 9,6,3,0,
# | 1 a 1
# | 2 b 2
# | aabb
# | 0
