import sys


class C:
    def __del__(self):
        raise ValueError("x")


def hook(u):
    print(u.exc_type.__name__, u.exc_value, u.err_msg, u.object.__name__, u.exc_traceback is not None)


sys.unraisablehook = hook
C()
sys.unraisablehook = sys.__unraisablehook__


def excepthook(kind, value, tb):
    print("excepthook", kind.__name__, value, tb.tb_lineno)


sys.excepthook = excepthook
1 / 0

# expect:
# | ValueError x None __del__ True
# | excepthook ZeroDivisionError division by zero 23
# exit: 1
