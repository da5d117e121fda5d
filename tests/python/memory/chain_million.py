class Node:
    __slots__ = ("next", "value")

    def __init__(self, value, next):
        self.value = value
        self.next = next


head = None
for i in range(1000000):
    head = Node(i, head)
print(head.value, head.next.value)
del head
print("chain of nodes dropped")
nest = None
for i in range(1000000):
    nest = (nest,)
nest = None
print("nested tuples dropped")
for i in range(1000000):
    nest = [nest]
nest = None
print("nested lists dropped")
for i in range(300000):
    nest = {"k": nest}
nest = None
print("nested dicts dropped")

# expect:
# | 999999 999998
# | chain of nodes dropped
# | nested tuples dropped
# | nested lists dropped
# | nested dicts dropped
