kept = []
try:
    while True:
        kept.append([0] * 1000)
except MemoryError as e:
    n = len(kept)
    kept = None
    print("MemoryError caught", n > 100)
print("goes on", sum(range(1000)))
again = []
try:
    while True:
        again.append(bytearray(100000))
except MemoryError:
    again = None
    print("and once more")
x = [i for i in range(1000)]
print(len(x))

# flags: -X memlimit=16M
# expect:
# | MemoryError caught True
# | goes on 499500
# | and once more
# | 1000
