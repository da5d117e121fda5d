# Leak 4: errors kept for a report keep their tracebacks, frames and every local in them.
import gc

errors = []


class Buffer:
    def __init__(self, n):
        self.data = bytearray(n)


def parse(n):
    buffer = Buffer(1000)
    rows = [n] * 50
    if n % 10 == 0:
        raise ValueError("row %d" % n)
    return len(rows)


def run(n):
    try:
        return parse(n)
    except ValueError as e:
        errors.append(e)
        return 0


print(sum(run(n) for n in range(1000)), "rows,", len(errors), "errors")
print("buffers alive:", sum(type(o) is Buffer for o in gc.get_objects()))
for e in errors:
    e.__traceback__ = None
print("tracebacks dropped, buffers alive:", sum(type(o) is Buffer for o in gc.get_objects()))
for n in range(1000):
    run(n)
print("and it starts again:", sum(type(o) is Buffer for o in gc.get_objects()))

# expect:
# | 45000 rows, 100 errors
# | buffers alive: 100
# | tracebacks dropped, buffers alive: 0
# | and it starts again: 100
