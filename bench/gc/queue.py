# A queue of a thousand nodes that refer to themselves, 10,000 bytes each: 10 MB are alive.
#     queue.py APPENDS
import sys
from collections import deque


class Node:
    def __init__(self, number):
        self.me = self
        self.payload = bytearray(10000)
        self.number = number


def main():
    queue = deque(maxlen=1000)
    for i in range(int(sys.argv[1])):
        queue.append(Node(i))
    print("checksum", sum(node.number for node in queue))


main()
