print("  pad ".strip(), "  pad ".lstrip(), "  pad ".rstrip() + "|", "xxaxx".strip("x"))
print("abcba".strip("ab"), "xyz".lstrip("zyx"), "a\n".rstrip("\n"), "".strip(), "\u2003é ".strip())
print("aaa".strip("a"))
print("a-b-a".replace("a", "X"), "aaa".replace("aa", "b"), "abc".replace("", "-"))
print("aaa".replace("a", "b", 2), "abc".replace("z", "y"), "".replace("", "x"))
print("aé€😀".replace("€", "E"), "abc".replace("b", "é"), "x" .replace("x", ""))
print("aaaa".replace("a", "", 3), "ab".replace("", "-", 1))
print("ab".center(7) + "|", "ab".center(7, "*"), "abc".center(6, "-"), "ab".ljust(5, "."))
print("ab".rjust(5, "."), "ab".center(1), "42".zfill(5), "-42".zfill(5), "+4".zfill(4), "".zfill(2))
print("a".zfill(0), "ab".center(4, "é"))
print("a\tb\tcd".expandtabs(), "a\tb".expandtabs(4), "\t".expandtabs(0) + "|")
print("ab\ncd\te".expandtabs(3), "pre_x".removeprefix("pre_"), "x.py".removesuffix(".py"))
print("x".removeprefix("y"), "abab".removeprefix("ab"), "a".removesuffix(""))
print("abc" * 2, 2 * "ab", "ab" * 0, "ab" * -1, "a" + "b" + "é" + "€" + "😀", "abc"[::-1], "abc"[1])
print("abc"[-1], "%s" % "x", "abc" < "abd", "Z" < "a", "" < "a", "a" * 3 == "aaa")
abc = "abc"
for f in (lambda: "a".center(5, "ab"), lambda: "a".strip(5), lambda: "a".replace("a"),
          lambda: "a".replace(1, 2), lambda: "a" + 1, lambda: "a" * "b", lambda: "a".ljust("x"),
          lambda: "a".zfill("x"), lambda: "abc"[5], lambda: abc["a"], lambda: "a".removeprefix(1),
          lambda: "a".expandtabs("x")):
    try:
        print(f())
    except (TypeError, IndexError) as e:
        print(e)
s = "immutable"
t = s
s += "!"
print(t, s)
try:
    t[0] = "x"
except TypeError as e:
    print(e)
s = ""
for i in range(20000):
    s += chr(97 + i % 26)
print(len(s), s[:5], s[-5:], s.count("z"))

# expect:
# | pad pad    pad| a
# | c  a  é
# |
# | X-b-X ba -a-b-c-
# | bba abc x
# | aéE😀 aéc 
# | a -ab
# |    ab  | ***ab** -abc-- ab...
# | ...ab ab 00042 -0042 +004 00
# | a éabé
# | a       b       cd a   b |
# | ab
# | cd e x x
# | x ab a
# | abcabc abab   abé€😀 cba b
# | c x True True True True
# | The fill character must be exactly one character long
# | strip arg must be None or str
# | replace expected at least 2 arguments, got 1
# | replace() argument 1 must be str, not int
# | can only concatenate str (not "int") to str
# | can't multiply sequence by non-int of type 'str'
# | 'str' object cannot be interpreted as an integer
# | 'str' object cannot be interpreted as an integer
# | string index out of range
# | string indices must be integers, not 'str'
# | removeprefix() argument must be str, not int
# | 'str' object cannot be interpreted as an integer
# | immutable immutable!
# | 'str' object does not support item assignment
# | 20000 abcde bcdef 769
