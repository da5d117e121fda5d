class M:
    def __init__(self, name, suppress=False, fail=None):
        self.name, self.suppress, self.fail = name, suppress, fail

    def __enter__(self):
        print("enter", self.name)
        if self.fail == "enter":
            raise RuntimeError("enter failed")
        return self.name

    def __exit__(self, t, v, tb):
        print("exit", self.name, t and t.__name__, v, tb is not None)
        if self.fail == "exit":
            raise RuntimeError("exit failed")
        return self.suppress


with M("a") as a, M("b") as b:
    print(a, b)
with M("s", suppress=True):
    raise ValueError("suppressed")
print("goes on")
try:
    with M("outer") as o, M("inner", fail="enter"):
        print("never")
except RuntimeError as e:
    print(e)
try:
    with M("x", fail="exit"):
        raise ValueError("original")
except RuntimeError as e:
    print(e, repr(e.__context__))
with (M("p") as p, M("q")):
    print("parenthesised")
with M("xyz") as (x, *y):
    print(x, y)


def f():
    with M("ret"):
        return "value"


print(f())
with M("outer2", suppress=True), M("inner2"):
    raise KeyError("k")
lst = [0]
with M("target") as lst[0]:
    print(lst)


class NoExit:
    def __enter__(self):
        pass


class NoEnter:
    def __exit__(self, *a):
        pass


for bad in (NoExit(), NoEnter(), 5):
    try:
        with bad:
            pass
    except TypeError as e:
        print(e)
m = M("instance")
m.__enter__ = lambda: print("not used")
with m:
    pass
with M("first", suppress=True):
    with M("second"):
        1 / 0
print("end")

# expect:
# | enter a
# | enter b
# | a b
# | exit b None None False
# | exit a None None False
# | enter s
# | exit s ValueError suppressed True
# | goes on
# | enter outer
# | enter inner
# | exit outer RuntimeError enter failed True
# | enter failed
# | enter x
# | exit x ValueError original True
# | exit failed ValueError('original')
# | enter p
# | enter q
# | parenthesised
# | exit q None None False
# | exit p None None False
# | enter xyz
# | x ['y', 'z']
# | exit xyz None None False
# | enter ret
# | exit ret None None False
# | value
# | enter outer2
# | enter inner2
# | exit inner2 KeyError 'k' True
# | exit outer2 KeyError 'k' True
# | enter target
# | ['target']
# | exit target None None False
# | 'NoExit' object does not support the context manager protocol (missed __exit__ method)
# | 'NoEnter' object does not support the context manager protocol
# | 'int' object does not support the context manager protocol
# | enter instance
# | exit instance None None False
# | enter first
# | enter second
# | exit second ZeroDivisionError division by zero True
# | exit first ZeroDivisionError division by zero True
# | end
