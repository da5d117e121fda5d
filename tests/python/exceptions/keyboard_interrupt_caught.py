try:
    raise KeyboardInterrupt
except KeyboardInterrupt:
    print("caught")
try:
    raise KeyboardInterrupt("x")
except Exception:
    print("no")
except BaseException as e:
    print(repr(e))

# expect:
# | caught
# | KeyboardInterrupt('x')
