print((lambda: 1)(), (lambda x: x)(2), (lambda x, y=3: x + y)(1), (lambda *a: a)(1, 2), (lambda **k: k)(a=1))
print((lambda *, k: k)(k=1), (lambda a, /, b: (a, b))(1, b=2))
print(sorted(["bb", "a", "ccc"], key=lambda s: -len(s)))
print(list(map(lambda x: x ** 2, range(5))), list(filter(lambda x: x % 2, range(9))))
compose = lambda f, g: lambda *a: f(g(*a))
print(compose(lambda x: x + 1, lambda x: x * 10)(4))
print((lambda x: (lambda y: x + y))(1)(2))
print([f() for f in [lambda i=i: i for i in range(3)]])
print((lambda: (yield))().__class__.__name__)
conditional = lambda x: "pos" if x > 0 else "neg" if x < 0 else "zero"
print(conditional(1), conditional(-1), conditional(0))
d = {"add": lambda a, b: a + b, "mul": lambda a, b: a * b}
print(d["add"](2, 3), d["mul"](2, 3))
print((lambda: print("side effect"))())
print((lambda x: [x := x + 1, x])(1))

# expect:
# | 1 2 4 (1, 2) {'a': 1}
# | 1 (1, 2)
# | ['ccc', 'bb', 'a']
# | [0, 1, 4, 9, 16] [1, 3, 5, 7]
# | 41
# | 3
# | [0, 1, 2]
# | generator
# | pos neg zero
# | 5 6
# | side effect
# | None
# | [2, 2]
