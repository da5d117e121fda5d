sources = [
    "for f() in x: pass", "with a as 1: pass", "import", "import a.", "from a import", "from . import",
    "from a import *, b", "import a as b.c", "def f(", "def f(:", "def f()", "class", "class C", "class C(:",
    "if", "if x", "else: pass", "elif x: pass", "try: pass", "try:\n  pass\nx", "except: pass", "finally: pass",
    "return return", "lambda",
]
for s in sources:
    try:
        compile(s, "<s>", "exec")
        print(repr(s), "compiles")
    except SyntaxError as e:
        print(repr(s), "|", type(e).__name__, "|", e.msg, "|", e.lineno, e.offset)

# expect:
# | 'for f() in x: pass' | SyntaxError | cannot assign to function call | 1 5
# | 'with a as 1: pass' | SyntaxError | cannot assign to literal | 1 11
# | 'import' | SyntaxError | invalid syntax | 1 7
# | 'import a.' | SyntaxError | invalid syntax | 1 10
# | 'from a import' | SyntaxError | invalid syntax | 1 14
# | 'from . import' | SyntaxError | invalid syntax | 1 14
# | 'from a import *, b' | SyntaxError | invalid syntax | 1 16
# | 'import a as b.c' | SyntaxError | invalid syntax | 1 14
# | 'def f(' | SyntaxError | '(' was never closed | 1 6
# | 'def f(:' | SyntaxError | invalid syntax | 1 7
# | 'def f()' | SyntaxError | expected ':' | 1 8
# | 'class' | SyntaxError | invalid syntax | 1 6
# | 'class C' | SyntaxError | expected ':' | 1 8
# | 'class C(:' | SyntaxError | invalid syntax | 1 9
# | 'if' | SyntaxError | invalid syntax | 1 3
# | 'if x' | SyntaxError | expected ':' | 1 5
# | 'else: pass' | SyntaxError | invalid syntax | 1 1
# | 'elif x: pass' | SyntaxError | invalid syntax | 1 1
# | 'try: pass' | SyntaxError | expected 'except' or 'finally' block | 1 10
# | 'try:\n  pass\nx' | SyntaxError | expected 'except' or 'finally' block | 3 1
# | 'except: pass' | SyntaxError | invalid syntax | 1 1
# | 'finally: pass' | SyntaxError | invalid syntax | 1 1
# | 'return return' | SyntaxError | invalid syntax | 1 8
# | 'lambda' | SyntaxError | invalid syntax | 1 7
