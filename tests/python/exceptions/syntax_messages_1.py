sources = [
    "x = ", "x = (1,", "(", ")", "]", "{1: 2", "print 'a'", "print x", "exec 'x'", "if x = 1: pass",
    "while x = 1: pass", "1 = x", "f() = 1", "f() += 1", "'a' = 1", "None = 1", "True = 2", "x + 1 = 2",
    "[x, 1] = 2", "(a, b) += 1", "del 1", "del f()", "del (a, 1)", "for 1 in x: pass",
]
for s in sources:
    try:
        compile(s, "<s>", "exec")
        print(repr(s), "compiles")
    except SyntaxError as e:
        print(repr(s), "|", type(e).__name__, "|", e.msg, "|", e.lineno, e.offset)

# expect:
# | 'x = ' | SyntaxError | invalid syntax | 1 5
# | 'x = (1,' | SyntaxError | '(' was never closed | 1 5
# | '(' | SyntaxError | '(' was never closed | 1 1
# | ')' | SyntaxError | unmatched ')' | 1 1
# | ']' | SyntaxError | unmatched ']' | 1 1
# | '{1: 2' | SyntaxError | '{' was never closed | 1 1
# | "print 'a'" | SyntaxError | Missing parentheses in call to 'print'. Did you mean print(...)? | 1 1
# | 'print x' | SyntaxError | Missing parentheses in call to 'print'. Did you mean print(...)? | 1 1
# | "exec 'x'" | SyntaxError | Missing parentheses in call to 'exec'. Did you mean exec(...)? | 1 1
# | 'if x = 1: pass' | SyntaxError | invalid syntax. Maybe you meant '==' or ':=' instead of '='? | 1 4
# | 'while x = 1: pass' | SyntaxError | invalid syntax. Maybe you meant '==' or ':=' instead of '='? | 1 7
# | '1 = x' | SyntaxError | cannot assign to literal here. Maybe you meant '==' instead of '='? | 1 1
# | 'f() = 1' | SyntaxError | cannot assign to function call here. Maybe you meant '==' instead of '='? | 1 1
# | 'f() += 1' | SyntaxError | 'function call' is an illegal expression for augmented assignment | 1 1
# | "'a' = 1" | SyntaxError | cannot assign to literal here. Maybe you meant '==' instead of '='? | 1 1
# | 'None = 1' | SyntaxError | cannot assign to None | 1 1
# | 'True = 2' | SyntaxError | cannot assign to True | 1 1
# | 'x + 1 = 2' | SyntaxError | cannot assign to expression here. Maybe you meant '==' instead of '='? | 1 1
# | '[x, 1] = 2' | SyntaxError | cannot assign to literal | 1 5
# | '(a, b) += 1' | SyntaxError | 'tuple' is an illegal expression for augmented assignment | 1 1
# | 'del 1' | SyntaxError | cannot delete literal | 1 5
# | 'del f()' | SyntaxError | cannot delete function call | 1 5
# | 'del (a, 1)' | SyntaxError | cannot delete literal | 1 9
# | 'for 1 in x: pass' | SyntaxError | cannot assign to literal | 1 5
