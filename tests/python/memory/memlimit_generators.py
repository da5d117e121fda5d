def hold(n):
    data = bytearray(n)
    yield len(data)
    yield data


kept = []
try:
    while True:
        g = hold(50000)
        next(g)
        kept.append(g)
except MemoryError:
    print("full", len(kept) > 50)
g = None
for k in kept:
    k.close()
kept = None
again = [hold(50000) for i in range(50)]
print(sum(next(g) for g in again))

# flags: -X memlimit=16M
# expect:
# | full True
# | 2500000
