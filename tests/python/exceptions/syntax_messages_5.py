sources = [
    "*a", "*a = 1", "a, *b, *c = x", "*a, = ", "print(a b)", "f(a, b=1, c)", "f(**a, b)", "f(a for a in b, c)",
    "f(a=1, a=2)", "f(b=)", "f(=1)", "a.1", "a.", ".a", "a..b", "@", "@x", "@x\ny", "global", "global x, x.y",
    "nonlocal", "assert", "raise a from", "raise from a",
]
for s in sources:
    try:
        compile(s, "<s>", "exec")
        print(repr(s), "compiles")
    except SyntaxError as e:
        print(repr(s), "|", type(e).__name__, "|", e.msg, "|", e.lineno, e.offset)

# expect:
# | '*a' | SyntaxError | can't use starred expression here | 1 1
# | '*a = 1' | SyntaxError | starred assignment target must be in a list or tuple | 1 1
# | 'a, *b, *c = x' | SyntaxError | multiple starred expressions in assignment | 1 1
# | '*a, = ' | SyntaxError | invalid syntax | 1 7
# | 'print(a b)' | SyntaxError | invalid syntax. Perhaps you forgot a comma? | 1 7
# | 'f(a, b=1, c)' | SyntaxError | positional argument follows keyword argument | 1 12
# | 'f(**a, b)' | SyntaxError | positional argument follows keyword argument unpacking | 1 9
# | 'f(a for a in b, c)' | SyntaxError | Generator expression must be parenthesized | 1 3
# | 'f(a=1, a=2)' | SyntaxError | keyword argument repeated: a | 1 8
# | 'f(b=)' | SyntaxError | invalid syntax | 1 5
# | 'f(=1)' | SyntaxError | invalid syntax | 1 3
# | 'a.1' | SyntaxError | invalid syntax | 1 2
# | 'a.' | SyntaxError | invalid syntax | 1 3
# | '.a' | SyntaxError | invalid syntax | 1 1
# | 'a..b' | SyntaxError | invalid syntax | 1 3
# | '@' | SyntaxError | invalid syntax | 1 2
# | '@x' | SyntaxError | invalid syntax | 1 0
# | '@x\ny' | SyntaxError | invalid syntax | 2 1
# | 'global' | SyntaxError | invalid syntax | 1 7
# | 'global x, x.y' | SyntaxError | invalid syntax | 1 12
# | 'nonlocal' | SyntaxError | invalid syntax | 1 9
# | 'assert' | SyntaxError | invalid syntax | 1 7
# | 'raise a from' | SyntaxError | invalid syntax | 1 13
# | 'raise from a' | SyntaxError | invalid syntax | 1 7
