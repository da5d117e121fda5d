x = "outer"
print([x for x in range(3)], x)
print({x: y for x, y in [(1, 2)]}, x)
print({x for x in (1,)}, x)
print(list(x for x in "ab"), x)
try:
    y
except NameError as e:
    print(e)
if any((found := v) > 2 for v in range(5)):
    print(found)


def f():
    total = [last := i for i in range(4)]
    return total, last


print(f())
funcs = [lambda: i for i in range(3)]
print([g() for g in funcs])
print([[j for j in range(i)] for i in range(4)])


def g(n):
    return [n + i for i in range(n)]


print(g(3))


class C:
    n = 3
    r = [i for i in range(n)]


print(C.r)
for source in ("[x := 1 for x in range(2)]", "[i for i in (j := [1])]", "class C: [q := 1 for i in ()]"):
    try:
        compile(source, "s", "exec")
    except SyntaxError as e:
        print(e.msg)

# expect:
# | [0, 1, 2] outer
# | {1: 2} outer
# | {1} outer
# | ['a', 'b'] outer
# | name 'y' is not defined
# | 3
# | ([0, 1, 2, 3], 3)
# | [2, 2, 2]
# | [[], [0], [0, 1], [0, 1, 2]]
# | [3, 4, 5]
# | [0, 1, 2]
# | assignment expression cannot rebind comprehension iteration variable 'x'
# | assignment expression cannot be used in a comprehension iterable expression
# | assignment expression within a comprehension cannot be used in a class body
