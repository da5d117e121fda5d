import sys


class C:
    def __del__(self):
        print("finalized after sys.exit")


def f():
    c = C()
    g()


def g():
    sys.exit(3)


keep = C()
f()

# expect:
# | finalized after sys.exit
# | finalized after sys.exit
# exit: 3
