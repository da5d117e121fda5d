sources = [
    "lambda x", "x y", "x 5", "5 x", "a b c", "1a", "0x", "0b2", "0o8", "1_", "1__0", "012", "1e", "1.e+",
    "0xg", "'abc", "'''abc", "f'{'", "f'{}'", "f'{x'", "f'}'", "f'{x!z}'", "f'{x:{y:{z}}}'", "f'{a b}'",
]
for s in sources:
    try:
        compile(s, "<s>", "exec")
        print(repr(s), "compiles")
    except SyntaxError as e:
        print(repr(s), "|", type(e).__name__, "|", e.msg, "|", e.lineno, e.offset)

# expect:
# | 'lambda x' | SyntaxError | invalid syntax | 1 9
# | 'x y' | SyntaxError | invalid syntax | 1 3
# | 'x 5' | SyntaxError | invalid syntax | 1 3
# | '5 x' | SyntaxError | invalid syntax | 1 3
# | 'a b c' | SyntaxError | invalid syntax | 1 3
# | '1a' | SyntaxError | invalid decimal literal | 1 1
# | '0x' | SyntaxError | invalid hexadecimal literal | 1 2
# | '0b2' | SyntaxError | invalid digit '2' in binary literal | 1 3
# | '0o8' | SyntaxError | invalid digit '8' in octal literal | 1 3
# | '1_' | SyntaxError | invalid decimal literal | 1 2
# | '1__0' | SyntaxError | invalid decimal literal | 1 2
# | '012' | SyntaxError | leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers | 1 1
# | '1e' | SyntaxError | invalid decimal literal | 1 1
# | '1.e+' | SyntaxError | invalid decimal literal | 1 4
# | '0xg' | SyntaxError | invalid hexadecimal literal | 1 2
# | "'abc" | SyntaxError | unterminated string literal (detected at line 1) | 1 1
# | "'''abc" | SyntaxError | unterminated triple-quoted string literal (detected at line 1) | 1 1
# | "f'{'" | SyntaxError | f-string: expecting '}' | 1 5
# | "f'{}'" | SyntaxError | f-string: empty expression not allowed | 1 6
# | "f'{x'" | SyntaxError | f-string: expecting '}' | 1 6
# | "f'}'" | SyntaxError | f-string: single '}' is not allowed | 1 5
# | "f'{x!z}'" | SyntaxError | f-string: invalid conversion character: expected 's', 'r', or 'a' | 1 9
# | "f'{x:{y:{z}}}'" | SyntaxError | f-string: expressions nested too deeply | 1 15
# | "f'{a b}'" | SyntaxError | f-string: invalid syntax. Perhaps you forgot a comma? | 1 2
