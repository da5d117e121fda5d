class Number(int):
    def __del__(self):
        print("Number", int(self), "dies")


x = Number(5)
y = x
print(x + y)
del x
print("one name gone:", int(y))
y = Number(6)
print("rebound")
del y
print("end")
n = 10 ** 30
m = n
del n
print(m)

# expect:
# | 10
# | one name gone: 5
# | Number 5 dies
# | rebound
# | Number 6 dies
# | end
# | 1000000000000000000000000000000
