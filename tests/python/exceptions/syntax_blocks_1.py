sources = [
    "if 1:\npass", "if 1:\n  a\n b", "  x = 1", "x = 1\n  y = 2", "def f():\n\tx\n        y",
    "def f():\n  pass\n   pass", "for x in y:\n", "while 1:", "class C:\n\n", "if 1:\n  pass\nelse:\npass",
    "try:\n  x\nexcept:\ny", "with a:\nb", "try:\n x\nfinally:\ny", "if 1: pass\n else: pass",
    "def f():\n  '''doc\n", "x = [\n1,\n2\n", "x = {\n'a': 1,\n'b' 2}", "f(\n1\n2)", "if (1:\n  pass",
    "a = (1,\n b = 2", "class C:\n def f(self)\n  pass", "for x in y\n  pass", "while x\n pass",
    "with x\n pass",
]
for s in sources:
    try:
        compile(s, "<s>", "exec")
        print(repr(s), "compiles")
    except SyntaxError as e:
        print(repr(s), "|", type(e).__name__, "|", e.msg, "|", e.lineno, e.offset)

# expect:
# | 'if 1:\npass' | IndentationError | expected an indented block after 'if' statement on line 1 | 2 1
# | 'if 1:\n  a\n b' | IndentationError | unindent does not match any outer indentation level | 3 3
# | '  x = 1' | IndentationError | unexpected indent | 1 2
# | 'x = 1\n  y = 2' | IndentationError | unexpected indent | 2 2
# | 'def f():\n\tx\n        y' | TabError | inconsistent use of tabs and spaces in indentation | 3 1
# | 'def f():\n  pass\n   pass' | IndentationError | unexpected indent | 3 3
# | 'for x in y:\n' | IndentationError | expected an indented block after 'for' statement on line 1 | 1 12
# | 'while 1:' | IndentationError | expected an indented block after 'while' statement on line 1 | 1 9
# | 'class C:\n\n' | IndentationError | expected an indented block after class definition on line 1 | 2 1
# | 'if 1:\n  pass\nelse:\npass' | IndentationError | expected an indented block after 'else' statement on line 3 | 4 1
# | 'try:\n  x\nexcept:\ny' | IndentationError | expected an indented block after 'except' statement on line 3 | 4 1
# | 'with a:\nb' | IndentationError | expected an indented block after 'with' statement on line 1 | 2 1
# | 'try:\n x\nfinally:\ny' | IndentationError | expected an indented block after 'finally' statement on line 3 | 4 1
# | 'if 1: pass\n else: pass' | IndentationError | unexpected indent | 2 1
# | "def f():\n  '''doc\n" | SyntaxError | unterminated triple-quoted string literal (detected at line 2) | 2 3
# | 'x = [\n1,\n2\n' | SyntaxError | '[' was never closed | 1 5
# | "x = {\n'a': 1,\n'b' 2}" | SyntaxError | ':' expected after dictionary key | 3 3
# | 'f(\n1\n2)' | SyntaxError | invalid syntax. Perhaps you forgot a comma? | 2 1
# | 'if (1:\n  pass' | SyntaxError | invalid syntax | 1 6
# | 'a = (1,\n b = 2' | SyntaxError | '(' was never closed | 1 5
# | 'class C:\n def f(self)\n  pass' | SyntaxError | expected ':' | 2 13
# | 'for x in y\n  pass' | SyntaxError | expected ':' | 1 11
# | 'while x\n pass' | SyntaxError | expected ':' | 1 8
# | 'with x\n pass' | SyntaxError | expected ':' | 1 7
