def v(x):
    print("v", x)
    return x


print(v(1) < v(2) < v(3))
print(v(1) > v(2) > v(3))
print(v(1) == v(1) in [v(1)])
print(1 < 3 > 2 != 5, 1 in [1] == True, (1 in [1]) == True)
print(v(0) or v("") or v([]) or v("last"))
print(v(1) and v("x") and v(0) and v("never"))
print(not v(0), not not v(1), not 1 == 2)
print(1 if v(0) else 2 if v(0) else 3)
print(None or 0, 0 or None, "" and 1, [] or {}, 1 and 2 or 3, 0 and 2 or 3)
print(True + True, True * 5, -True, ~True, True / 2, sum([True, False, True]))
print(type(1 < 2), (1 < 2) is True, None is not None)
a = b = []
print(a is b, a is not b, a == [], a is [])
print("a" in "abc", "" in "abc", "ab" not in "abc", 1 in {1: 2}, 2 in {1: 2}, 3 in range(5), 3.0 in range(5))
x = 5
print(0 <= x < 10, not 0 <= x < 3, 1 < x and x < 3 or x == 5)
print(2 ** 3 ** 2, -2 ** 2, (-2) ** 2, 2 ** -1, 7 // -2, -7 // 2, 7 % -3, -7 % 3, not True == False)
print(1 + 2 * 3 - 4 / 2, 10 - 3 - 2, 2 * 3 % 4, 1 << 2 + 1, 5 & 3 | 4 ^ 1, ~5 & 7, 1 < 2 == 2)

# expect:
# | v 1
# | v 2
# | v 3
# | True
# | v 1
# | v 2
# | False
# | v 1
# | v 1
# | v 1
# | True
# | True False True
# | v 0
# | v 
# | v []
# | v last
# | last
# | v 1
# | v x
# | v 0
# | 0
# | v 0
# | v 1
# | True True True
# | v 0
# | v 0
# | 3
# | 0 None  {} 2 3
# | 2 5 -1 -2 0.5 2
# | <class 'bool'> True False
# | True False True False
# | True True False True False True True
# | True True True
# | 512 -4 4 0.5 -4 -4 -2 2 True
# | 5.0 5 2 8 5 2 True
