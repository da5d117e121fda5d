def f(x):
    match x:
        case {"type": "circle", "r": r}:
            return "circle", r
        case {"type": "rect", "w": w, "h": h}:
            return "rect", w, h
        case {"nested": {"deep": [a, b]}}:
            return "nested", a, b
        case {"k": 1, **rest}:
            return "rest", rest
        case {1: _, None: n}:
            return "odd keys", n
        case {"any": _}:
            return "any"
        case dict(d) if not d:
            return "empty"
        case {}:
            return "some mapping"
        case _:
            return "no"


for x in ({"type": "circle", "r": 1}, {"type": "rect", "w": 1, "h": 2}, {"type": "rect", "w": 1},
          {"nested": {"deep": (1, 2)}}, {"k": 1, "a": 2, "b": 3}, {1: "one", None: "none"}, {"any": None}, {},
          {"zzz": 0}, [], "s"):
    print(f(x))


class D(dict):
    def __missing__(self, k):
        print("missing not called")
        return 1


match D():
    case {"x": x}:
        print("no")
    case _:
        print("get is used, not __missing__")

# expect:
# | ('circle', 1)
# | ('rect', 1, 2)
# | some mapping
# | ('nested', 1, 2)
# | ('rest', {'a': 2, 'b': 3})
# | ('odd keys', 'none')
# | any
# | empty
# | some mapping
# | no
# | no
# | get is used, not __missing__
