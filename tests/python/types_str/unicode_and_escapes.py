s = "aé€😀z"
print(len(s), list(s), s[1], s[3], s[-2], s[::-1], s[1:4], [ord(c) for c in s])
print(s.encode("unicode_escape") if False else ascii(s))
print(repr("tab\t nl\n cr\r quote' dq\" both'\" bs\\ nul\0 bell\a del\x7f nbsp\xa0 é \u200b \ud800 \U0001f600 \u0301"))
print("\x41\101\u0041\U00000041\N{EURO SIGN}\
continued", r"\x41\n", '\'', "\"", """a"b""c""", '''it's''', "a" "b" 'c')
print(chr(0x10FFFF) == "\U0010ffff", ord("😀"), chr(233), "é" == "\u00e9", "é" == "e\u0301")
print(len("e\u0301"), "ａ" > "z", "é" < "z", "😀" > "\uffff", sorted(["é", "z", "a", "😀", "Z"]))
print("ñandú".upper(), "ÑANDÚ".lower(), "ÿ".upper(), "µ".upper(), "привет".title(), "ΔΕΛΤΑ".lower())
print("日本語".isalpha(), "１２".isdigit(), "½".isnumeric(), "\u3000".isspace(), "é".isidentifier())
print("\u200b".isprintable(), "Ａ".lower())
print(hash("é") == hash("\xe9"), {"é": 1}["\u00e9"], "é" in {"é"}, max("héllo"), min("héllo"))
print("".join(reversed("añb")))
for n in (1, 10, 1000):
    a, b, c, d = "a" * n, "é" * n, "€" * n, "😀" * n
    print(len(a + b), len(b + c), len(c + d), len(a + d), (a + d)[:n] == a, (a + d)[n:] == d)
    print((d + a)[-1], (a + b + c + d).count("€"), (d * 2)[:1], a + b == b + a)
for f in (lambda: chr(0x110000), lambda: chr(-1), lambda: ord(""), lambda: ord("ab"), lambda: eval(r"'\x4'"),
          lambda: eval(r"'\u12'"), lambda: eval(r"'\N{no such name}'"), lambda: eval(r"'\U00110000'"),
          lambda: chr(1.5)):
    try:
        print(f())
    except (ValueError, TypeError, SyntaxError) as e:
        print(type(e).__name__, e)

# expect:
# | 5 ['a', 'é', '€', '😀', 'z'] é 😀 😀 z😀€éa é€😀 [97, 233, 8364, 128512, 122]
# | 'a\xe9\u20ac\U0001f600z'
# | 'tab\t nl\n cr\r quote\' dq" both\'" bs\\ nul\x00 bell\x07 del\x7f nbsp\xa0 é \u200b \ud800 😀 ́'
# | AAAA€continued \x41\n ' " a"b""c it's abc
# | True 128512 é True False
# | 2 True False True ['Z', 'a', 'z', 'é', '😀']
# | ÑANDÚ ñandú Ÿ Μ Привет δελτα
# | True True True True True
# | False ａ
# | True 1 True é h
# | bña
# | 2 2 2 2 True True
# | a 1 😀 False
# | 20 20 20 20 True True
# | a 10 😀 False
# | 2000 2000 2000 2000 True True
# | a 1000 😀 False
# | ValueError chr() arg not in range(0x110000)
# | ValueError chr() arg not in range(0x110000)
# | TypeError ord() expected a character, but string of length 0 found
# | TypeError ord() expected a character, but string of length 2 found
# | SyntaxError (unicode error) 'unicodeescape' codec can't decode bytes in position 0-2: truncated \xXX escape (<string>, line 1)
# | SyntaxError (unicode error) 'unicodeescape' codec can't decode bytes in position 0-3: truncated \uXXXX escape (<string>, line 1)
# | SyntaxError (unicode error) 'unicodeescape' codec can't decode bytes in position 0-15: unknown Unicode character name (<string>, line 1)
# | SyntaxError (unicode error) 'unicodeescape' codec can't decode bytes in position 0-9: illegal Unicode character (<string>, line 1)
# | TypeError 'float' object cannot be interpreted as an integer
