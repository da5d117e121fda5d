class Evil:
    def __init__(self, action):
        self.action = action

    def __del__(self):
        self.action()


lst = []
lst.append(Evil(lambda: lst.append("added")))
lst.append(1)
lst[0] = 0
print(lst)
lst2 = [Evil(lambda: lst2.clear()), 2, 3]
del lst2[0]
print(lst2)
lst3 = [Evil(lambda: lst3.append(1)) for i in range(5)]
lst3.clear()
print(lst3)
d = {}
d["x"] = Evil(lambda: d.update(y=1))
d["x"] = 5
print(d)
d2 = {1: Evil(lambda: d2.clear()), 2: 2}
del d2[1]
print(d2)
d3 = {i: Evil(lambda: d3.setdefault("z", 9)) for i in range(4)}
d3.clear()
print(d3)


class A:
    pass


a = A()
a.x = Evil(lambda: setattr(a, "y", 1))
a.x = 0
print(vars(a))
s = {Evil(lambda: s.add(1))}
s.clear()
print(s)
lst4 = [Evil(lambda: lst4.extend("ab")), 1]
lst4[:1] = []
print(lst4)
g = Evil(lambda: globals().update(h=1))
g = 2
print(h)

# expect:
# | [0, 1, 'added']
# | []
# | [1, 1, 1, 1, 1]
# | {'x': 5, 'y': 1}
# | {}
# | {'z': 9}
# | {'x': 0, 'y': 1}
# | {1}
# | [1, 'a', 'b']
# | 1
