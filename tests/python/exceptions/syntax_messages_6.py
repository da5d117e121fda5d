sources = [
    "pass pass", "break 1", "async x", "await", "x await y", "yield = 1", "class = 1", "def = 1", "import = 1",
    "a if b", "not", "a not b", "a is", "a in", "a <> b", "a === b", "a => b", "a =! b", "a =< b", "a++", "++",
    "a--", "a && b", "a || b",
]
for s in sources:
    try:
        compile(s, "<s>", "exec")
        print(repr(s), "compiles")
    except SyntaxError as e:
        print(repr(s), "|", type(e).__name__, "|", e.msg, "|", e.lineno, e.offset)

# expect:
# | 'pass pass' | SyntaxError | invalid syntax | 1 6
# | 'break 1' | SyntaxError | invalid syntax | 1 7
# | 'async x' | SyntaxError | invalid syntax | 1 7
# | 'await' | SyntaxError | invalid syntax | 1 6
# | 'x await y' | SyntaxError | invalid syntax | 1 3
# | 'yield = 1' | SyntaxError | assignment to yield expression not possible | 1 1
# | 'class = 1' | SyntaxError | invalid syntax | 1 7
# | 'def = 1' | SyntaxError | invalid syntax | 1 5
# | 'import = 1' | SyntaxError | invalid syntax | 1 8
# | 'a if b' | SyntaxError | expected 'else' after 'if' expression | 1 1
# | 'not' | SyntaxError | invalid syntax | 1 4
# | 'a not b' | SyntaxError | invalid syntax | 1 7
# | 'a is' | SyntaxError | invalid syntax | 1 5
# | 'a in' | SyntaxError | invalid syntax | 1 5
# | 'a <> b' | SyntaxError | invalid syntax | 1 3
# | 'a === b' | SyntaxError | invalid syntax | 1 5
# | 'a => b' | SyntaxError | invalid syntax | 1 4
# | 'a =! b' | SyntaxError | invalid syntax | 1 4
# | 'a =< b' | SyntaxError | invalid syntax | 1 4
# | 'a++' | SyntaxError | invalid syntax | 1 4
# | '++' | SyntaxError | invalid syntax | 1 3
# | 'a--' | SyntaxError | invalid syntax | 1 4
# | 'a && b' | SyntaxError | invalid syntax | 1 4
# | 'a || b' | SyntaxError | invalid syntax | 1 4
