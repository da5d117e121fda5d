import gc

alive = 0


class Item:
    def __init__(self):
        global alive
        alive += 1

    def __del__(self):
        global alive
        alive -= 1


store = []
for i in range(1000):
    store.append(Item())
print(alive)
del store[500:]
print(alive)
cache = {i: Item() for i in range(300)}
print(alive)
for k in list(cache):
    if k % 3:
        del cache[k]
print(alive)
g = globals()
for i in range(50):
    g["name_%d" % i] = Item()
print(alive, name_49.__class__.__name__)
for k in [k for k in g if k.startswith("name_")]:
    del g[k]
print(alive)
store = cache = None
print(alive)

# expect:
# | 1000
# | 500
# | 800
# | 600
# | 650 Item
# | 600
# | 0
