sources = [
    "try\n pass", "else\n pass", "lambda x: (yield\n", "if 1:\n if 2:\n  if 3:\n x", "match 1:\ncase 1: pass",
    "match 1:\n case 1:\n pass", "def f():\n return\n  x", "\tx\n y", "if 1:\n\tx\n  y",
    "if 1:\n        x\n\ty", "continue", "break", "return", "yield 1", "await x",
    "async def f(): [await x for x in y]\nasync with a: pass", "def f():\n async for x in y: pass",
    "from __future__ import nothing", "x = 1\nfrom __future__ import annotations", "def f():\n from a import *",
    "def f(x):\n global x", "global x\nx = 1", "x = 1\nglobal x", "def f():\n x = 1\n global x",
]
for s in sources:
    try:
        compile(s, "<s>", "exec")
        print(repr(s), "compiles")
    except SyntaxError as e:
        print(repr(s), "|", type(e).__name__, "|", e.msg, "|", e.lineno, e.offset)

# expect:
# | 'try\n pass' | SyntaxError | expected ':' | 1 4
# | 'else\n pass' | SyntaxError | invalid syntax | 1 1
# | 'lambda x: (yield\n' | SyntaxError | '(' was never closed | 1 11
# | 'if 1:\n if 2:\n  if 3:\n x' | IndentationError | expected an indented block after 'if' statement on line 3 | 4 1
# | 'match 1:\ncase 1: pass' | IndentationError | expected an indented block after 'match' statement on line 1 | 2 1
# | 'match 1:\n case 1:\n pass' | IndentationError | expected an indented block after 'case' statement on line 2 | 3 2
# | 'def f():\n return\n  x' | IndentationError | unexpected indent | 3 2
# | '\tx\n y' | IndentationError | unexpected indent | 1 1
# | 'if 1:\n\tx\n  y' | IndentationError | unindent does not match any outer indentation level | 3 4
# | 'if 1:\n        x\n\ty' | TabError | inconsistent use of tabs and spaces in indentation | 3 1
# | 'continue' | SyntaxError | 'continue' not properly in loop | 1 1
# | 'break' | SyntaxError | 'break' outside loop | 1 1
# | 'return' | SyntaxError | 'return' outside function | 1 1
# | 'yield 1' | SyntaxError | 'yield' outside function | 1 1
# | 'await x' | SyntaxError | 'await' outside function | 1 1
# | 'async def f(): [await x for x in y]\nasync with a: pass' | SyntaxError | 'async with' outside async function | 2 1
# | 'def f():\n async for x in y: pass' | SyntaxError | 'async for' outside async function | 2 2
# | 'from __future__ import nothing' | SyntaxError | future feature nothing is not defined | 1 1
# | 'x = 1\nfrom __future__ import annotations' | SyntaxError | from __future__ imports must occur at the beginning of the file | 2 1
# | 'def f():\n from a import *' | SyntaxError | import * only allowed at module level | 2 16
# | 'def f(x):\n global x' | SyntaxError | name 'x' is parameter and global | 2 2
# | 'global x\nx = 1' compiles
# | 'x = 1\nglobal x' | SyntaxError | name 'x' is assigned to before global declaration | 2 1
# | 'def f():\n x = 1\n global x' | SyntaxError | name 'x' is assigned to before global declaration | 3 2
