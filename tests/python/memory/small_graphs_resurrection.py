# Every digraph of two nodes; each node may or may not bring itself, or the other, back to life in __del__.
import gc
import weakref

gc.disable()


class Node:
    def __init__(self, i, action):
        self.i, self.action = i, action

    def __del__(self):
        events.append("f%d" % self.i)
        if self.action == "self":
            saved.append(self)
        elif self.action == "other" and "to" in self.__dict__:
            saved.append(self.to)
        elif self.action == "all":
            saved.extend([self, self.__dict__.get("to")])


gc.collect()
gc.freeze()
for bits in range(16):
    line = []
    for a0 in ("none", "self", "other", "all"):
        for a1 in ("none", "self", "other"):
            events, saved = [], []
            x, y = Node(0, a0), Node(1, a1)
            r = [weakref.ref(x), weakref.ref(y)]
            if bits & 1:
                x.me = x
            if bits & 2:
                x.to = y
            if bits & 4:
                y.to = x
            if bits & 8:
                y.me = y
            del x, y
            gc.collect()
            line.append("".join(events) + "".join("-+"[w() is not None] for w in r) + str(len(saved)))
            events.append("|")
            for s in saved:
                if s:
                    s.__dict__.pop("to", None)
                    s.__dict__.pop("me", None)
            s = None
            saved.clear()
            gc.collect()
            line[-1] += "".join(events[events.index("|"):])
    print(bits, *line)

# expect:
# | 0 f0f1--0| f0f1-+1| f0f1--0| f0f1+-1| f0f1++2| f0f1+-1| f0f1--0| f0f1-+1| f0f1--0| f0f1+-2| f0f1++3| f0f1+-2|
# | 1 f1f0--0| f1f0-+1| f1f0--0| f1f0--1| f1f0-+2| f1f0--1| f1f0--0| f1f0-+1| f1f0--0| f1f0--2| f1f0-+3| f1f0--2|
# | 2 f0f1--0| f0f1-+1| f0f1--0| f0++1|f1 f0++1|f1 f0++1|f1 f0-+1|f1 f0-+1|f1 f0-+1|f1 f0++2|f1 f0++2|f1 f0++2|f1
# | 3 f0f1--0| f0f1--1| f0f1--0| f0f1--1| f0f1--2| f0f1--1| f0f1--1| f0f1--2| f0f1--1| f0f1--2| f0f1--3| f0f1--2|
# | 4 f1f0--0| f1++1|f0 f1+-1|f0 f1f0+-1| f1++1|f0 f1+-1|f0 f1f0--0| f1++1|f0 f1+-1|f0 f1f0+-2| f1++1|f0 f1+-1|f0
# | 5 f1f0--0| f1++1|f0 f1+-1|f0 f1f0--1| f1++1|f0 f1+-1|f0 f1f0--0| f1++1|f0 f1+-1|f0 f1f0--2| f1++1|f0 f1+-1|f0
# | 6 f0f1--0| f0f1--1| f0f1--1| f0f1--1| f0f1--2| f0f1--2| f0f1--1| f0f1--2| f0f1--2| f0f1--2| f0f1--3| f0f1--3|
# | 7 f0f1--0| f0f1--1| f0f1--1| f0f1--1| f0f1--2| f0f1--2| f0f1--1| f0f1--2| f0f1--2| f0f1--2| f0f1--3| f0f1--3|
# | 8 f0f1--0| f0f1--1| f0f1--0| f0f1+-1| f0f1+-2| f0f1+-1| f0f1--0| f0f1--1| f0f1--0| f0f1+-2| f0f1+-3| f0f1+-2|
# | 9 f0f1--0| f0f1--1| f0f1--0| f0f1--1| f0f1--2| f0f1--1| f0f1--0| f0f1--1| f0f1--0| f0f1--2| f0f1--3| f0f1--2|
# | 10 f0f1--0| f0f1--1| f0f1--0| f0++1|f1 f0++1|f1 f0++1|f1 f0-+1|f1 f0-+1|f1 f0-+1|f1 f0++2|f1 f0++2|f1 f0++2|f1
# | 11 f0f1--0| f0f1--1| f0f1--0| f0f1--1| f0f1--2| f0f1--1| f0f1--1| f0f1--2| f0f1--1| f0f1--2| f0f1--3| f0f1--2|
# | 12 f0f1--0| f0f1--1| f0f1--1| f0f1--1| f0f1--2| f0f1--2| f0f1--0| f0f1--1| f0f1--1| f0f1--2| f0f1--3| f0f1--3|
# | 13 f0f1--0| f0f1--1| f0f1--1| f0f1--1| f0f1--2| f0f1--2| f0f1--0| f0f1--1| f0f1--1| f0f1--2| f0f1--3| f0f1--3|
# | 14 f0f1--0| f0f1--1| f0f1--1| f0f1--1| f0f1--2| f0f1--2| f0f1--1| f0f1--2| f0f1--2| f0f1--2| f0f1--3| f0f1--3|
# | 15 f0f1--0| f0f1--1| f0f1--1| f0f1--1| f0f1--2| f0f1--2| f0f1--1| f0f1--2| f0f1--2| f0f1--2| f0f1--3| f0f1--3|
