sources = [
    "class C:\n nonlocal x", "try: pass\nexcept: pass\nexcept A: pass",
    "try: pass\nexcept* A: pass\nexcept B: pass", "try: pass\nexcept A, B: pass",
    "match x:\n case a: pass\n case b: pass", "match x:\n case a | b: pass", "match x:\n case [*a, *b]: pass",
    "match x:\n case {**a, 1: b}: pass", "match x:\n case C(a=1, 2): pass", "match x:\n case (a, a): pass",
    "match x:\n case 1 + 1: pass", "match x:\n case {1: a, 1: b}: pass",
]
for s in sources:
    try:
        compile(s, "<s>", "exec")
        print(repr(s), "compiles")
    except SyntaxError as e:
        print(repr(s), "|", type(e).__name__, "|", e.msg, "|", e.lineno, e.offset)

# expect:
# | 'class C:\n nonlocal x' | SyntaxError | no binding for nonlocal 'x' found | 2 2
# | 'try: pass\nexcept: pass\nexcept A: pass' | SyntaxError | default 'except:' must be last | 2 1
# | 'try: pass\nexcept* A: pass\nexcept B: pass' | SyntaxError | cannot have both 'except' and 'except*' on the same 'try' | 3 1
# | 'try: pass\nexcept A, B: pass' | SyntaxError | multiple exception types must be parenthesized | 2 8
# | 'match x:\n case a: pass\n case b: pass' | SyntaxError | name capture 'a' makes remaining patterns unreachable | 2 7
# | 'match x:\n case a | b: pass' | SyntaxError | name capture 'a' makes remaining patterns unreachable | 2 7
# | 'match x:\n case [*a, *b]: pass' | SyntaxError | multiple starred names in sequence pattern | 2 7
# | 'match x:\n case {**a, 1: b}: pass' | SyntaxError | invalid syntax | 2 13
# | 'match x:\n case C(a=1, 2): pass' | SyntaxError | positional patterns follow keyword patterns | 2 14
# | 'match x:\n case (a, a): pass' | SyntaxError | multiple assignments to name 'a' in pattern | 2 11
# | 'match x:\n case 1 + 1: pass' | SyntaxError | imaginary number required in complex literal | 2 11
# | 'match x:\n case {1: a, 1: b}: pass' | SyntaxError | mapping pattern checks duplicate key (1) | 2 7
