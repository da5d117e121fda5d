import gc

gc.disable()
gc.collect()


class Node:
    pass


first = node = Node()
for i in range(99999):
    n = Node()
    node.next = n
    n.prev = node
    node = n
node.next = first
first.prev = node
del n, node
print(gc.collect())
del first
print(gc.collect() >= 100000)
print(gc.collect())
nest = []
top = nest
for i in range(200000):
    nest = [nest]
top.append(nest)
del nest, top
print(gc.collect())

# expect:
# | 0
# | True
# | 0
# | 200001
