nums = [5, -3, 2 ** 65, 0, -2 ** 65, 2 ** 64, 1, True, 2.5, -0.5, 10 ** 25, 1e25]
print(sorted(nums), max(nums), min(nums))
print(5 == 5.0, 5 != "5", 2 ** 65 > 2 ** 64, -2 ** 65 < -2 ** 64, 1 < 1.5, 10 ** 25 == 1e25)
print(10 ** 25 < 1e25, 0 == -0, 0 == False)
for n in (0, 1, -1, -2, 2 ** 61 - 2, 2 ** 61 - 1, 2 ** 61, 2 ** 61 + 1, -(2 ** 61 - 1), 2 ** 64, 10 ** 30,
          -10 ** 30, 3 ** 100):
    print(n, hash(n))
print(hash(2.0 ** 70) == hash(2 ** 70), hash(1.5), hash(-1.0), hash(1e300), hash(0.1), hash(1e25) == hash(int(1e25)))
d = {1: "int", 1.0: "float", True: "bool"}
print(d, d[1], len({1, 1.0, True, 2 ** 70, 2.0 ** 70}))
for op in ("<", ">", "<=", ">="):
    try:
        eval("1 %s 'a'" % op)
    except TypeError as e:
        print(e)
print((5).__eq__("x"), (5).__lt__(6), (5).__add__("x"), (5).__eq__(5.0), (5).__radd__(3))

# expect:
# | [-36893488147419103232, -3, -0.5, 0, 1, True, 2.5, 5, 18446744073709551616, 36893488147419103232, 10000000000000000000000000, 1e+25] 1e+25 -36893488147419103232
# | True True True True True False
# | True True True
# | 0 0
# | 1 1
# | -1 -2
# | -2 -2
# | 2305843009213693950 2305843009213693950
# | 2305843009213693951 0
# | 2305843009213693952 1
# | 2305843009213693953 2
# | -2305843009213693951 0
# | 18446744073709551616 8
# | 1000000000000000000000000000000 465258685558744706
# | -1000000000000000000000000000000 -465258685558744706
# | 515377520732011331036461129765621272702107522001 1175369268131054105
# | True 1152921504606846977 -2 1224995262755759164 230584300921369408 True
# | {1: 'bool'} bool 2
# | '<' not supported between instances of 'int' and 'str'
# | '>' not supported between instances of 'int' and 'str'
# | '<=' not supported between instances of 'int' and 'str'
# | '>=' not supported between instances of 'int' and 'str'
# | NotImplemented True NotImplemented NotImplemented 8
