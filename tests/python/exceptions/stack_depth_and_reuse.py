def thrower(n):
    if n % 3 == 0:
        raise ValueError(n)
    if n % 3 == 1:
        raise KeyError(n)
    return n


totals = {"v": 0, "k": 0, "ok": 0}
for i in range(30000):
    try:
        totals["ok"] += thrower(i) > 0
    except ValueError:
        totals["v"] += 1
    except KeyError as e:
        totals["k"] += 1
print(totals)


def nest(n):
    if n == 0:
        raise ValueError("deep")
    try:
        nest(n - 1)
    except ValueError:
        raise
    finally:
        counts.append(n)


counts = []
try:
    nest(200)
except ValueError as e:
    print(e, len(counts), counts[:3])


def many_contexts(n):
    try:
        raise ValueError(n)
    except ValueError:
        if n:
            many_contexts(n - 1)
        else:
            raise KeyError("end")


try:
    many_contexts(50)
except KeyError as e:
    depth, c = 0, e
    while c:
        depth, c = depth + 1, c.__context__
    print(depth)
err = None
for i in range(100000):
    try:
        raise ValueError(i)
    except ValueError as e:
        err = e
print(err.args)

# expect:
# | {'v': 10000, 'k': 10000, 'ok': 10000}
# | deep 200 [1, 2, 3]
# | 52
# | (99999,)
