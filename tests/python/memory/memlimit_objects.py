class Node:
    def __init__(self, next):
        self.next = next


def fill():
    head = None
    n = 0
    try:
        while True:
            head = Node(head)
            n += 1
    except MemoryError:
        return n


first = fill()
second = fill()
third = fill()
print(first > 10000, abs(second - first) < first // 2, abs(third - second) < first // 2)


def strings():
    d = {}
    try:
        i = 0
        while True:
            d["key %d" % i] = str(i) * 10
            i += 1
    except MemoryError:
        return len(d)


print(strings() > 1000)
print(strings() > 1000)

# flags: -X memlimit=16M
# expect:
# | True True True
# | True
# | True
