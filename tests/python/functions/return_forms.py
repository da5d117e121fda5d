def nothing():
    pass


def bare():
    return


def many():
    return 1, *[2, 3], 4


def early(x):
    for i in range(10):
        if i == x:
            return i
    else:
        return "none"


def nested():
    while True:
        for i in [1, 2]:
            if i == 2:
                return "deep"


def unreachable():
    return 1
    print("never")


def conditional(x):
    if x:
        return "yes"


print(nothing(), bare(), many(), early(3), early(99), nested(), unreachable(), conditional(1), conditional(0))
for source in ("return 1", "class C:\n    return 1", "yield 1", "class C: yield", "x = await y", "break",
          "continue", "def f():\n    break", "for i in []:\n    def g():\n        continue",
          "class C:\n  break", "while 1:\n  class C:\n    break"):
    try:
        compile(source, "s", "exec")
    except SyntaxError as e:
        print(e.msg)

# expect:
# | None None (1, 2, 3, 4) 3 none deep 1 yes None
# | 'return' outside function
# | 'return' outside function
# | 'yield' outside function
# | 'yield' outside function
# | 'await' outside function
# | 'break' outside loop
# | 'continue' not properly in loop
# | 'break' outside loop
# | 'continue' not properly in loop
# | 'break' outside loop
# | 'break' outside loop
