class K:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, other):
        return self.n == other.n

    def __del__(self):
        print("del key", self.n)


class V:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del value", self.n)


d = {}
d[K(1)] = V(1)
print("equal key: the old key stays, the old value and the new key go")
d[K(1)] = V(2)
print("setdefault")
d.setdefault(K(1), V(3))
print("update")
d.update({K(4): V(4)})
print("pop")
d.pop(K(1))
print("popitem")
d.popitem()
print("merge")
d = {K(5): V(5)} | {K(6): V(6)}
print("views")
vals = d.values()
del d
print("kept by its view", len(vals))
it = iter(vals)
del vals
print("kept by an iterator")
del it
print("end")

# expect:
# | equal key: the old key stays, the old value and the new key go
# | del value 1
# | del key 1
# | setdefault
# | del key 1
# | del value 3
# | update
# | pop
# | del key 1
# | del key 1
# | del value 2
# | popitem
# | del value 4
# | del key 4
# | merge
# | views
# | kept by its view 2
# | kept by an iterator
# | del key 5
# | del value 5
# | del key 6
# | del value 6
# | end
