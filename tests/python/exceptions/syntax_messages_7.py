sources = [
    "!a", "x = {", "x = [1, 2", "x = (1, 2]", "match x:\n  case", "match x:\n case 1: pass\n case",
    "with open(x) as: pass", "with : pass", "a := 1", "(a.b := 1)", "(a[0] := 1)", "f(a.b=1)", "f(1=1)",
    "f(a+b=1)", "x: int: int", "(x, y): int", "[x]: int", "f(): int", "'s': int",
]
for s in sources:
    try:
        compile(s, "<s>", "exec")
        print(repr(s), "compiles")
    except SyntaxError as e:
        print(repr(s), "|", type(e).__name__, "|", e.msg, "|", e.lineno, e.offset)

# expect:
# | '!a' | SyntaxError | invalid syntax | 1 1
# | 'x = {' | SyntaxError | '{' was never closed | 1 5
# | 'x = [1, 2' | SyntaxError | '[' was never closed | 1 5
# | 'x = (1, 2]' | SyntaxError | closing parenthesis ']' does not match opening parenthesis '(' | 1 10
# | 'match x:\n  case' | SyntaxError | invalid syntax | 2 7
# | 'match x:\n case 1: pass\n case' | SyntaxError | invalid syntax | 3 6
# | 'with open(x) as: pass' | SyntaxError | invalid syntax | 1 16
# | 'with : pass' | SyntaxError | invalid syntax | 1 6
# | 'a := 1' | SyntaxError | invalid syntax | 1 3
# | '(a.b := 1)' | SyntaxError | cannot use assignment expressions with attribute | 1 2
# | '(a[0] := 1)' | SyntaxError | cannot use assignment expressions with subscript | 1 2
# | 'f(a.b=1)' | SyntaxError | expression cannot contain assignment, perhaps you meant "=="? | 1 3
# | 'f(1=1)' | SyntaxError | expression cannot contain assignment, perhaps you meant "=="? | 1 3
# | 'f(a+b=1)' | SyntaxError | expression cannot contain assignment, perhaps you meant "=="? | 1 3
# | 'x: int: int' | SyntaxError | invalid syntax | 1 7
# | '(x, y): int' | SyntaxError | only single target (not tuple) can be annotated | 1 1
# | '[x]: int' | SyntaxError | only single target (not list) can be annotated | 1 1
# | 'f(): int' | SyntaxError | illegal target for annotation | 1 1
# | "'s': int" | SyntaxError | illegal target for annotation | 1 1
