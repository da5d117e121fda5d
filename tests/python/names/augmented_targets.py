class Log:
    def __getattr__(self, name):
        print("get", name)
        return 10

    def __setattr__(self, name, value):
        print("set", name, value)

    def __getitem__(self, key):
        print("getitem", key)
        return [key]

    def __setitem__(self, key, value):
        print("setitem", key, value)


def target():
    print("target")
    return Log()


def key():
    print("key")
    return "k"


target().a += 5
target()[key()] += ["more"]
x = [1]
y = x
x += (2, 3)
print(x is y, x)
x = x + [4]
print(x is y, y)
t = ([],)
try:
    t[0] += [1]
except TypeError as e:
    print(e, t)
n = 5
n -= 1; n *= 3; n //= 5; n **= 3; n %= 5; n <<= 4; n >>= 1; n |= 3; n &= 6; n ^= 5
print(n)
f = 7
f /= 2
print(f)

# expect:
# | target
# | get a
# | set a 15
# | target
# | key
# | getitem k
# | setitem k ['k', 'more']
# | True [1, 2, 3]
# | False [1, 2, 3]
# | 'tuple' object does not support item assignment ([1],)
# | 7
# | 3.5
