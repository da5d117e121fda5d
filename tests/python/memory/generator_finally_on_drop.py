import gc


def gen(name):
    try:
        yield name
    finally:
        print("finally", name)


g = gen("by count")
next(g)
del g
print("after del")
g = gen("never started")
del g
print("no finally if never started")


def outer():
    try:
        yield from gen("inner of two")
    finally:
        print("finally outer")


g = outer()
print(next(g))
g = None
gc.disable()
gc.collect()


def selfish():
    me = yield
    try:
        yield "held"
    finally:
        print("finally in a cycle")


g = selfish()
next(g)
print(g.send(g))
del g
print("dropped, in a cycle")
gc.collect()
print("collected")


def bad():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = bad()
next(g)
del g
print("end")

# expect:
# | finally by count
# | after del
# | no finally if never started
# | inner of two
# | finally inner of two
# | finally outer
# | held
# | dropped, in a cycle
# | finally in a cycle
# | collected
# | end
# stderr:
# | Exception ignored in: <generator object bad at 0x...>
# | Traceback (most recent call last):
# |   File "generator_finally_on_drop.py", line 60, in <module>
# |     del g
# |         ^
# | RuntimeError: generator ignored GeneratorExit
