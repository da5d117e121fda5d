class C:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)

    def __repr__(self):
        return "C%d" % self.n


lst = [C(i) for i in range(6)]
lst[1:3] = []
print(lst)
lst[::2] = [10, 20]
print(lst)
lst.insert(0, C(7))
lst.reverse()
x = lst.pop()
print(lst, x)
del x
lst *= 2
print(lst)
lst *= 0
print("emptied", lst)
a = [C(8)]
b = a[:]
del a
print("copy holds", b)
b += [C(9)]
b.remove(b[0])
print(b)
b.sort(key=lambda c: c.n)
b = None
t = (C(10),) * 3
u = t[1:]
del t
print("slice holds", u)
del u
print("end")

# expect:
# | del 2
# | del 1
# | [C0, C3, C4, C5]
# | del 0
# | del 4
# | [10, C3, 20, C5]
# | [C5, 20, C3, 10] C7
# | del 7
# | [C5, 20, C3, 10, C5, 20, C3, 10]
# | del 3
# | del 5
# | emptied []
# | copy holds [C8]
# | del 8
# | [C9]
# | del 9
# | slice holds (C10, C10)
# | del 10
# | end
