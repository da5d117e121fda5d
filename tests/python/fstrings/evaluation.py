class F:
    def __init__(self, n):
        self.n = n

    def __format__(self, spec):
        print("format", self.n, repr(spec))
        return "<%s>" % self.n

    def __str__(self):
        print("str", self.n)
        return "s%s" % self.n

    def __repr__(self):
        print("repr", self.n)
        return "r%s" % self.n

    def __del__(self):
        print("del", self.n)


print(f"{F(1)} {F(2):abc} {F(3)!s} {F(4)!r:>5} {F(5):{F(6)}}")
print("after")


def f(x):
    return f"{x!r:{'>' if x else '<'}{10}}"


print(f("a"), f(""))
x = [f"{i}" for i in range(3)]
print(x, {f"k{i}": f"{i:02}" for i in range(2)})


def outer():
    v = 1
    return f"{(lambda: v)()} {[v for _ in range(2)]}"


print(outer())
try:
    f"{F(7)} {1 / 0} {F(8)}"
except ZeroDivisionError:
    print("stopped at the error")
big = f"{'x' * 100000}{'é' * 10}{'€'}{'😀'}"
print(len(big), big[-3:])

# expect:
# | format 1 ''
# | del 1
# | format 2 'abc'
# | del 2
# | str 3
# | del 3
# | repr 4
# | del 4
# | format 6 ''
# | del 6
# | format 5 '<6>'
# | del 5
# | <1> <2> s3    r4 <5>
# | after
# |        'a' ''        
# | ['0', '1', '2'] {'k0': '00', 'k1': '01'}
# | 1 [1, 1]
# | format 7 ''
# | del 7
# | stopped at the error
# | 100012 é€😀
