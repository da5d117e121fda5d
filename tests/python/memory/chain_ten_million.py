class Node:
    __slots__ = ("next",)


head = None
for i in range(10 ** 7):
    node = Node()
    node.next = head
    head = node
del node
print("built")
del head
print("dropped")

# flags: slow
# expect:
# | built
# | dropped
