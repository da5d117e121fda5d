class C:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


print([c.n for c in [C(1), C(2)]])
print("list comprehension left")
x = [C(3) for _ in range(2)]
x = None
print("kept ones dropped")
print({c.n: 0 for c in [C(4)]})
g = (c.n for c in [C(5)])
del g
print("generator expression dropped unstarted")
g = (c.n for c in [C(6), C(7)])
next(g)
del g
print("dropped half way")


def f():
    v = C(8)
    return [v.n + i for i in range(2)]


print(f())
try:
    [c.bad for c in [C(9)]]
except AttributeError:
    print("failed")
print(sum(c.n for c in map(C, [10, 11])))
[c for c in [C(12)] if False]
print("end")

# expect:
# | del 1
# | del 2
# | [1, 2]
# | list comprehension left
# | del 3
# | del 3
# | kept ones dropped
# | del 4
# | {4: 0}
# | del 5
# | generator expression dropped unstarted
# | del 7
# | del 6
# | dropped half way
# | del 8
# | [8, 9]
# | failed
# | del 9
# | del 10
# | del 11
# | 21
# | del 12
# | end
