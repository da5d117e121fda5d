def classify(x):
    match x:
        case 0 | 1:
            return "small"
        case [a, *rest]:
            return "seq", a, rest
        case {"k": v, **others}:
            return "map", v, others
        case str() as s if len(s) > 2:
            return "long", s
        case int(n):
            return "int", n
        case _:
            return None


for v in (0, [1, 2, 3], {"k": 1, "z": 2}, "abc", "a", 50, None):
    print(classify(v))
out = []
for i in range(10):
    if i == 7:
        break
    if i % 2:
        continue
    out.append(i)
else:
    out.append("else")
while (n := len(out)) > 2:
    out.pop()
else:
    out.append("done")
print(out, n)
x = [0, 1, 2]
x[0], x[1] = x[1], x[0]
x[2] += 5
print(x, 1 < 2 < 3, 5 if x else 6, x and x[0], None or "default", not x)
print(*x, sep="-", end="|\n")
a = b = c = [1]
del a, b
print(c, (lambda *args: args)(*c, *x))
for k, (p, q) in {"a": (1, 2)}.items():
    print(k, p, q)
total = 0
for i in range(200):
    total += i if i % 3 else -i
print(total)
global_name = "g"


def use():
    global global_name
    global_name += "!"
    local = [v for v in global_name]
    return local


print(use(), eval("1 + 2"), [*range(3)], {**{"a": 1}}, sorted(locals())[:2])

# expect:
# | small
# | ('seq', 1, [2, 3])
# | ('map', 1, {'z': 2})
# | ('long', 'abc')
# | None
# | ('int', 50)
# | None
# | [0, 2, 'done'] 2
# | [1, 0, 7] True 5 1 default False
# | 1-0-7|
# | [1] (1, 1, 0, 7)
# | a 1 2
# | 6634
# | ['g', '!'] 3 [0, 1, 2] {'a': 1} ['__annotations__', '__builtins__']
