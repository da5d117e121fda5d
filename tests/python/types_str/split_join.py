print("a b  c\td\n".split(), "a b c".split(" "), "a  b".split(" "), "a,b,,c".split(","))
print(",a,".split(","), "".split(), "".split(","), "  ".split(), "abc".split("b"))
print("a--b--c".split("--"))
print("a b c d".split(None, 2), "a b c d".split(" ", 1), "a b c d".split(maxsplit=0))
print("  a  b ".split(None, 1), "a,b,c".split(",", -1), "a,b,c".split(sep=","), " a b ".split(None, 0))
print("a b c d".rsplit(None, 2), "a,b,c".rsplit(",", 1), "a--b--c".rsplit("--", 1))
print(" x y ".rsplit(None, 1), "abc".rsplit("z"), "aaa".rsplit("aa"), "aaa".split("aa"))
print("a\nb\r\nc\rd\x0be\x0cf\x1cg\x85h\u2028i".splitlines(), "a\n\nb\n".splitlines(True))
print("".splitlines(), "\n".splitlines(), "no end".splitlines(keepends=True))
print("k=v=w".partition("="), "kv".partition("="), "k=v=w".rpartition("="), "kv".rpartition("="))
print("=".partition("="), "a--b".partition("--"))
print(",".join(["a", "b"]), "".join([]), "-".join("abc"), ", ".join(str(i) for i in range(3)))
print("x".join(["solo"]), "é".join(["a", "€", "😀"]), " ".join({"k": 1}), "".join(("a", "b")))
for f in (lambda: "a".split(""), lambda: "a".partition(""), lambda: ",".join([1]),
          lambda: ",".join(["a", None]), lambda: ",".join(5), lambda: "a".split(5), lambda: "a".split(",", "x"),
          lambda: "a".rsplit(""), lambda: "".join(["a", b"b"])):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(e)
lines = "one two\nthree\n\nfour five six".split("\n")
print([w.split() for w in lines], max(lines, key=len), "\u2003a\u00a0b ".split())
text = "x" * 1000 + ","
print(len((text * 1000).split(",")), len(",".join([text] * 100)))
print((text * 3).rsplit(",", 2)[0] == text[:-1] or len((text * 3).rsplit(",", 2)[0]))

# expect:
# | ['a', 'b', 'c', 'd'] ['a', 'b', 'c'] ['a', '', 'b'] ['a', 'b', '', 'c']
# | ['', 'a', ''] [] [''] [] ['a', 'c']
# | ['a', 'b', 'c']
# | ['a', 'b', 'c d'] ['a', 'b c d'] ['a b c d']
# | ['a', 'b '] ['a', 'b', 'c'] ['a', 'b', 'c'] ['a b ']
# | ['a b', 'c', 'd'] ['a,b', 'c'] ['a--b', 'c']
# | [' x', 'y'] ['abc'] ['a', ''] ['', 'a']
# | ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] ['a\n', '\n', 'b\n']
# | [] [''] ['no end']
# | ('k', '=', 'v=w') ('kv', '', '') ('k=v', '=', 'w') ('', '', 'kv')
# | ('', '=', '') ('a', '--', 'b')
# | a,b  a-b-c 0, 1, 2
# | solo aé€é😀 k ab
# | empty separator
# | empty separator
# | sequence item 0: expected str instance, int found
# | sequence item 1: expected str instance, NoneType found
# | can only join an iterable
# | must be str or None, not int
# | 'str' object cannot be interpreted as an integer
# | empty separator
# | sequence item 1: expected str instance, bytes found
# | [['one', 'two'], ['three'], [], ['four', 'five', 'six']] four five six ['a', 'b']
# | 1001 100199
# | 2001
