import gc

gc.disable()
gc.collect()


class C:
    def __del__(self):
        print("dies")


def f():
    c = C()
    try:
        raise ValueError
    except ValueError as e:
        kept = e
    print("leaving f")


f()
print("f left, cycle of exception, traceback and frame")
print(gc.collect() > 0)


def g():
    c = C()
    try:
        raise ValueError
    except ValueError as e:
        kept = e
    finally:
        kept = None
    print("leaving g")


g()
print("no cycle", gc.collect())

# expect:
# | leaving f
# | f left, cycle of exception, traceback and frame
# | dies
# | True
# | leaving g
# | dies
# | no cycle 0
