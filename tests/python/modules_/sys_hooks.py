import sys


class Out:
    def __init__(self):
        self.text = []

    def write(self, s):
        self.text.append(s)

    def flush(self):
        pass


out = Out()
saved, sys.stdout = sys.stdout, out
print("captured", 1)
sys.stdout = saved
print(out.text)
print(sys.__stdout__ is sys.stdout)
saved, sys.stderr = sys.stderr, out
print("err", file=sys.stderr)
sys.stderr = saved
print(out.text[-2:])
sys.displayhook(None)
sys.displayhook(5)
import builtins
print(builtins._)
calls = []


def trace(frame, event, arg):
    calls.append((event, frame.f_code.co_name))
    return None


def f():
    return 1


try:
    sys.stdout = None
    print("goes nowhere")
finally:
    sys.stdout = saved_out = sys.__stdout__
print("back")


def hook(t, v, tb):
    sys.stdout.write("hook %s %s\n" % (t.__name__, v))


sys.excepthook = hook
raise KeyError("last")

# expect:
# | ['captured', ' ', '1', '\n']
# | True
# | ['err', '\n']
# | 5
# | 5
# | back
# | hook KeyError 'last'
# exit: 1
