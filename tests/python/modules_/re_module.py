# Regular expressions: groups, places, repeats, what methods give, and codes that are refused.
import re
import _sre
import copy

m = re.match(r"(?P<word>\w+)\s+(?P<n>\d+)?(x)?", "answer  42 ...")
print(m, m.groups(), m.groupdict("-"), m["word"], m.span("n"), m.start(3), m.lastindex, m.lastgroup)
print(m.re.groupindex, m.re.groups, m.pos, m.endpos, m.regs, m.expand(r"\2=\g<word>"))
for key in (4, "nothing", -1, None):
    try:
        m.group(key)
    except IndexError as e:
        print("IndexError", e)

print(re.findall(r"a|(b)|(c)", "abcx"), re.findall("x*", "axb"), re.findall(b"[^a]", b"abc"))
print(re.split(r"(,)|;", "a,b;c,"), re.split("", "ab"), re.split("b", "abcbd", maxsplit=1))
print(re.sub("x*", "-", "abxd"), re.subn(b"a", lambda m: m[0] * 2, b"banana", 2))
print(re.sub(r"(?P<a>.)(.)", r"\g<2>\g<a>\\", "abcd"), re.sub("a", "\\\\n", "a"))
print([m.span() for m in re.finditer("b*", "abb")])
s = re.compile("a").scanner("aab")
print(s.match(), s.search(), s.match(), s.match())

# places and what stands around
print([m.start() for m in re.finditer(r"\b", "a bc")], re.search(r"(?m)^b$", "a\nb\nc").span())
print(re.findall(r"(?<=a)b|(?<!a)c", "abacbc"), re.findall(r"\w+(?=!)|\d+(?!!)", "ab! 12! 34"))
print(re.match(r"(a)?(?(1)b|c)", "ab"), re.match(r"(a)?(?(1)b|c)", "c"), re.match(r"(a)?(?(1)b|c)", "b"))

# repeats: greedy, lazy, possessive, atomic; empty rounds end
print(re.match("(a*)*b", "aab").groups(), re.match("(a|b)*?c", "abc").groups(), re.match("(?:a?)*?b", "aab").span())
print(re.match("a*+a", "aaa"), re.match("(?>a|ab)c", "abc"), re.match("(?:ab)++c", "ababc").span())
print(re.match("(?:(a)|b)*", "ab").groups(), re.match("((a)|b){2,3}?", "abb").groups())

# case, in every kind of text
print(re.findall("(?i)straße|ſ", "STRAßE s S ſ"), re.findall("(?i)[k-m]+", "KkLÄ"), re.findall("(?ia)k", "Kk"))
print(re.findall("[^\x00-ÿ]+", "aé漢字😀b"), re.search("😀", "a漢😀").span(), re.findall(r"\d+", "١٢ 34"))

# flags, equality, repr
p = re.compile("a(b)", re.I | re.X)
print(p, p == re.compile("a(b)", re.I | re.X), p == re.compile("a(b)", re.I), hash(p) == hash(re.compile("a(b)", re.X | re.I)))
print(re.compile(b"x" * 250).pattern == b"x" * 250, len(repr(re.compile("x" * 250))))
print(copy.copy(p) is p, copy.deepcopy(p) is p, re.Pattern[str], re.Match[bytes])

# mistakes
for call in (lambda: re.match("a", b"a"), lambda: re.match(b"a", "a"), lambda: re.match("a", 1), lambda: re.compile("(a"),
             lambda: re.sub("a", r"\1", "a"), lambda: re.compile("a**"), lambda: re.sub("a", lambda m: 1, "a"),
             lambda: re.Pattern(), lambda: p.match()):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
for code in ([], [0], [1], [16, 1], [15, 5, 1], [13, 2, 0, 1], [17, 4, 1], [7, 9, 1], [23, 4, 0, 1, 18, 1],
             [4, 3, 0, 1, 1], [11, 0, 1], [99, 1], [14, 4, 0, 0, 0, 1], [-1], [2**32]):
    try:
        print(code, _sre.compile("x", 0, code, 1, {}, ()))
    except (RuntimeError, OverflowError) as e:
        print(code, type(e).__name__, e)

# much text, many rounds: no recursion
print(len(re.match("(?:a|b)*", "ab" * 100000).group()), re.match("(?:(?:a)*b)*c", "a" * 5000))
print(re.match("(" * 90 + "a" + ")" * 90, "a").lastindex, re.match("(?:" * 150 + "a" + ")" * 150, "a").span())
# expect:
# | <re.Match object; span=(0, 10), match='answer  42'> ('answer', '42', None) {'word': 'answer', 'n': '42'} answer (8, 10) -1 2 n
# | {'word': 1, 'n': 2} 3 0 14 ((0, 10), (0, 6), (8, 10), (-1, -1)) 42=answer
# | IndexError no such group
# | IndexError no such group
# | IndexError no such group
# | IndexError no such group
# | [('', ''), ('b', ''), ('', 'c')] ['', 'x', '', ''] [b'b', b'c']
# | ['a', ',', 'b', None, 'c', ',', ''] ['', 'a', 'b', ''] ['a', 'cbd']
# | -a-b--d- (b'baanaana', 2)
# | ba\dc\ \n
# | [(0, 0), (1, 3), (3, 3)]
# | <re.Match object; span=(0, 1), match='a'> <re.Match object; span=(1, 2), match='a'> None None
# | [0, 1, 2, 4] (2, 3)
# | ['b', 'c'] ['ab', '12', '34']
# | <re.Match object; span=(0, 2), match='ab'> <re.Match object; span=(0, 1), match='c'> None
# | ('',) ('b',) (0, 3)
# | None None (0, 5)
# | ('a',) ('b', 'a')
# | ['STRAßE', 's', 'S', 'ſ'] ['KkL'] ['K', 'k']
# | ['漢字😀'] (2, 3) ['١٢', '34']
# | re.compile('a(b)', re.IGNORECASE|re.VERBOSE) True False True
# | True 212
# | True True re.Pattern[str] re.Match[bytes]
# | TypeError cannot use a string pattern on a bytes-like object
# | TypeError cannot use a bytes pattern on a string-like object
# | TypeError expected string or bytes-like object, got 'int'
# | error missing ), unterminated subpattern at position 0
# | error invalid group reference 1 at position 1
# | error multiple repeat at position 2
# | TypeError sequence item 0: expected str instance, int found
# | TypeError cannot create 're.Pattern' instances
# | TypeError match() missing required argument 'string' (pos 1)
# | [] RuntimeError invalid SRE code
# | [0] RuntimeError invalid SRE code
# | [1] re.compile('x')
# | [16, 1] RuntimeError invalid SRE code
# | [15, 5, 1] RuntimeError invalid SRE code
# | [13, 2, 0, 1] re.compile('x')
# | [17, 4, 1] RuntimeError invalid SRE code
# | [7, 9, 1] RuntimeError invalid SRE code
# | [23, 4, 0, 1, 18, 1] RuntimeError invalid SRE code
# | [4, 3, 0, 1, 1] re.compile('x')
# | [11, 0, 1] re.compile('x')
# | [99, 1] RuntimeError invalid SRE code
# | [14, 4, 0, 0, 0, 1] re.compile('x')
# | [-1] OverflowError regular expression code size limit exceeded
# | [4294967296] OverflowError regular expression code size limit exceeded
# | 200000 None
# | 1 (0, 1)
