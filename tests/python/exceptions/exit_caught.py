import sys

for arg in (None, 0, 3, "text", (1, 2)):
    try:
        sys.exit(arg)
    except SystemExit as e:
        print(repr(e.code), e.args)
try:
    sys.exit(1)
except Exception:
    print("not an Exception")
except BaseException as e:
    print(type(e).__name__)


def f():
    try:
        raise SystemExit(4)
    except SystemExit:
        raise ValueError("replaced")


try:
    f()
except ValueError as e:
    print(e, repr(e.__context__))
exit_code = True
raise SystemExit(exit_code)

# expect:
# | None ()
# | 0 (0,)
# | 3 (3,)
# | 'text' ('text',)
# | (1, 2) (1, 2)
# | SystemExit
# | replaced SystemExit(4)
# exit: 1
