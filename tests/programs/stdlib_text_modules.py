# difflib, argparse, configparser, fractions, shlex, textwrap and string: the ones that need re.
import argparse
import configparser
import difflib
import fractions
import shlex
import string
import textwrap

for m in (argparse, configparser, difflib, fractions):
    with open(m.__file__, encoding="utf-8") as f:
        print(m.__name__, sum(1 for line in f) >= 500)
a = "one\ntwo\nthree\nfour\n".splitlines(True)
b = "one\n2\nthree\nfour\nfive\n".splitlines(True)
print("".join(difflib.unified_diff(a, b, "a", "b")), end="")
print("".join(difflib.ndiff(a, b)), end="")
s = difflib.SequenceMatcher(None, "abcdefgh", "abxcdhgz")
print(round(s.ratio(), 3), s.get_opcodes(), difflib.get_close_matches("appel", ["ape", "apple", "peach"]))
p = argparse.ArgumentParser(prog="tool", description="Does things.")
p.add_argument("files", nargs="+", help="what to read")
p.add_argument("-n", "--number", type=int, default=3, help="how many (default %(default)s)")
p.add_argument("-v", action="count", default=0)
p.add_argument("--mode", choices=["fast", "slow"])
print(p.parse_args(["-vv", "-n", "7", "--mode=slow", "x", "y"]))
p.print_help()
try:
    p.parse_args(["--number", "abc", "f"])
except SystemExit as e:
    print("exit", e.code)
c = configparser.ConfigParser()
c.read_string("[DEFAULT]\nroot = /srv\n[site]\npath = %(root)s/www\nport = 8080\ndebug = yes\nlist = a\n  b\n")
print(c.sections(), c["site"]["path"], c.getint("site", "port"), c["site"].getboolean("debug"))
print(repr(c["site"]["list"]), c.has_option("site", "nope"))
try:
    c.get("site", "missing")
except configparser.NoOptionError as e:
    print(e)
F = fractions.Fraction
print(F(1, 3) + F(1, 6), F("3.25"), F(0.5), F(7, -21), F(22, 7).limit_denominator(5))
print(sum(F(1, n) for n in range(1, 20)), F(3, 2) ** 3, int(F(7, 2)), F(1, 2) < 0.75, round(F(7, 2)))
print(hash(F(2, 1)) == hash(2), f"{F(1, 3)}")
print(shlex.split("a 'b c' \"d e\" f\\ g # no", comments=True), shlex.quote("it's"), shlex.join(["a b", "c"]))
print(textwrap.fill("The quick brown fox jumps over the lazy dog and runs.", 20))
print(textwrap.dedent("    a\n      b\n").split("\n"), textwrap.shorten("one two three four", 12))
print(textwrap.indent("x\ny", "> "))
print(string.Template("$who owes ${n} to $$").substitute(who="A", n=5), string.capwords("a bc d"))
print(string.Formatter().format("{0}-{x:>4}", 1, x=2))

# expect:
# | argparse True
# | configparser True
# | difflib True
# | fractions True
# | --- a
# | +++ b
# | @@ -1,4 +1,5 @@
# |  one
# | -two
# | +2
# |  three
# |  four
# | +five
# |   one
# | - two
# | + 2
# |   three
# |   four
# | + five
# | 0.625 [('equal', 0, 2, 0, 2), ('insert', 2, 2, 2, 3), ('equal', 2, 4, 3, 5), ('replace', 4, 6, 5, 6), ('equal', 6, 7, 6, 7), ('replace', 7, 8, 7, 8)] ['apple', 'ape']
# | Namespace(files=['x', 'y'], number=7, v=2, mode='slow')
# | usage: tool [-h] [-n NUMBER] [-v] [--mode {fast,slow}] files [files ...]
# |
# | Does things.
# |
# | positional arguments:
# |   files                 what to read
# |
# | options:
# |   -h, --help            show this help message and exit
# |   -n NUMBER, --number NUMBER
# |                         how many (default 3)
# |   -v
# |   --mode {fast,slow}
# | exit 2
# | ['site'] /srv/www 8080 True
# | 'a\nb' False
# | No option 'missing' in section: 'site'
# | 1/2 13/4 1/2 -1/3 16/5
# | 275295799/77597520 27/8 3 True 4
# | True 1/3
# | ['a', 'b c', 'd e', 'f g'] 'it'"'"'s' 'a b' c
# | The quick brown fox
# | jumps over the lazy
# | dog and runs.
# | ['a', '  b', ''] one [...]
# | > x
# | > y
# | A owes 5 to $ A Bc D
# | 1-   2
# stderr:
# | usage: tool [-h] [-n NUMBER] [-v] [--mode {fast,slow}] files [files ...]
# | tool: error: argument -n/--number: invalid int value: 'abc'
