sources = [
    "\\", "\\x", "a = \\ b", "?", "$", "a ? b", "`x`", "x!", "é = 1; €", "x = 'a' b", "a = 5 if 1",
    "a = 5 if 1 else", "[x for]", "[x for x]", "[x for x in]", "[for x in y]", "{x: y for}", "{1:}", "{:1}",
    "{1, 2: 3}", "{1: 2, 3}", "{**a for a in b}", "[*a for a in b]", "(*a)",
]
for s in sources:
    try:
        compile(s, "<s>", "exec")
        print(repr(s), "compiles")
    except SyntaxError as e:
        print(repr(s), "|", type(e).__name__, "|", e.msg, "|", e.lineno, e.offset)

# expect:
# | '\\' | SyntaxError | unexpected EOF while parsing | 1 2
# | '\\x' | SyntaxError | unexpected character after line continuation character | 1 2
# | 'a = \\ b' | SyntaxError | unexpected character after line continuation character | 1 6
# | '?' | SyntaxError | invalid syntax | 1 1
# | '$' | SyntaxError | invalid syntax | 1 1
# | 'a ? b' | SyntaxError | invalid syntax | 1 3
# | '`x`' | SyntaxError | invalid syntax | 1 1
# | 'x!' | SyntaxError | invalid syntax | 1 2
# | 'é = 1; €' | SyntaxError | invalid character '€' (U+20AC) | 1 8
# | "x = 'a' b" | SyntaxError | invalid syntax | 1 9
# | 'a = 5 if 1' | SyntaxError | expected 'else' after 'if' expression | 1 5
# | 'a = 5 if 1 else' | SyntaxError | invalid syntax | 1 16
# | '[x for]' | SyntaxError | invalid syntax | 1 7
# | '[x for x]' | SyntaxError | invalid syntax | 1 9
# | '[x for x in]' | SyntaxError | invalid syntax | 1 12
# | '[for x in y]' | SyntaxError | invalid syntax | 1 2
# | '{x: y for}' | SyntaxError | invalid syntax | 1 10
# | '{1:}' | SyntaxError | expression expected after dictionary key and ':' | 1 3
# | '{:1}' | SyntaxError | invalid syntax | 1 2
# | '{1, 2: 3}' | SyntaxError | invalid syntax | 1 6
# | '{1: 2, 3}' | SyntaxError | ':' expected after dictionary key | 1 8
# | '{**a for a in b}' | SyntaxError | dict unpacking cannot be used in dict comprehension | 1 2
# | '[*a for a in b]' | SyntaxError | iterable unpacking cannot be used in comprehension | 1 2
# | '(*a)' | SyntaxError | cannot use starred expression here | 1 2
