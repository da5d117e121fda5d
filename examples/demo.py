"""What Ouro is about, in one program: names, counts, cycles, and a large structure on one name."""
import gc
import weakref


class Thing:
    """Anything that says when it dies."""

    def __init__(self, name, *parts):
        self.name = name
        self.parts = list(parts)

    def __del__(self):
        print(f"        - {self.name} is gone")


def title(text):
    print()
    print(f"  {text}")
    print(f"  {'~' * len(text)}")


def say(code, what):
    print(f"    {code:<34}  {what}")


print("Ouro: where Python's objects live, and when they die.")

title("1. A variable is a reference")
x = Thing("the first thing")
say("x = Thing()", "one object, one name")
say("x = 5", "the name moves on, nothing is left to hold the object")
x = 5

title("2. del removes a name, not an object")
a = Thing("the list")
b = a
say("b = a", "two names, one object")
del a
say("del a", f"still there, as b: {b.name}")
say("del b", "that was the last name")
del b

title("3. Two objects that hold each other")
gc.disable()
gc.collect()
left, right = Thing("left"), Thing("right")
left.parts.append(right)
right.parts.append(left)
watch = weakref.ref(left)
say("left <-> right", "a cycle: each counts the other")
del left, right
say("del left, right", f"nobody can reach them, alive: {watch() is not None}")
say("gc.collect()", "the collector looks for exactly this")
found = gc.collect()
say("", f"it found {found} objects; alive: {watch() is not None}")
gc.enable()

title("4. A million objects on one name")


class Node:
    __slots__ = ("next",)

    def __init__(self, next):
        self.next = next


head = None
for i in range(1_000_000):
    head = Node(head)
say("head = a chain of 1,000,000 nodes", "each held by the one before it")
tail = Thing("the tail, last of all")
node = head
while node.next is not None:
    node = node.next
node.next = tail
del node, tail
say("del head", "one name goes, and all of them with it")
del head

print()
print("Nothing was left behind.")
