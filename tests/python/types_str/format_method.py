print("{} {}".format(1, 2), "{1} {0}".format("a", "b"), "{x} {y}".format(x=1, y=2))
print("{0[1]} {0[0]}".format([1, 2]), "{d[key]} {d[0]}".format(d={"key": "v", 0: "z"}))
print("{0.real} {0.imag}".format(1 + 2j), "{{}} {{{}}}".format(5))
print("{:>8}|{:<8}|{:^8}|{:*^8}|{:08.3f}|{:+d}|{:x}|{:,}|{:.1%}|{:e}".format("r", "l", "c", "m", 3.14159, 5, 255, 1234567, 0.256, 12345.0))
print("{!r} {!s} {!a}".format("é", "é", "é"), "{!r:>6}".format("x"))
print("{:{}}|{:{w}.{p}}|{:{f}>{w}}".format("a", 5, 3.14159, "b", w=8, p=3, f="*"))
print("{0:{1}}".format(5, "03"), "{a.b.c}".format(a=type("A", (), {"b": type("B", (), {"c": "deep"})})))
print("{0}{0}{0}".format("ab"), "{:s}{:d}".format("x", 1), "{}".format([1, "a"]))
print("{:<5}{:>5}{:^5}".format(1, 2, 3), "{:<5}{:>5}{:^5}|".format("a", "b", "c"))
print("{:5}{:5}|".format("a", 1), "{:=5}".format(-3), "{:c}".format(97))
print("{:#b} {:#o} {:#X}".format(5, 8, 255), "{:_}".format(10 ** 9), "{:10.3}|".format("abcdef"))
print("{a}".format_map({"a": 1}))
print("{a} {b}".format_map(type("D", (dict,), {"__missing__": lambda s, k: "<" + k + ">"})(a=1)))
print("{0[a b]}".format({"a b": 3}), "{0[-1]}".format({"-1": "string key"}), "{:>{w}}".format("x", w=4))
print("{!s:}".format(3), "{:}".format("e"))
for f in (lambda: "{}".format(), lambda: "{1}".format(0), lambda: "{a}".format(), lambda: "{".format(),
          lambda: "}".format(), lambda: "{0} {}".format(1, 2), lambda: "{} {0}".format(1),
          lambda: "{!x}".format(1), lambda: "{0.zz}".format(1), lambda: "{0[5]}".format([1]),
          lambda: "{:d}".format("x"), lambda: "{0[}".format([1]), lambda: "{!r".format(1),
          lambda: "{:{:{}}}".format(1, 2, 3), lambda: "{0[]}".format([1]), lambda: "{a.}".format(a=1),
          lambda: "{!}".format(1), lambda: "{0!rr}".format(1), lambda: "{:>>>5}".format(1),
          lambda: "{[x]}".format([1]), lambda: "{:.-1}".format("a")):
    try:
        print(repr(f()))
    except (IndexError, KeyError, ValueError, AttributeError, TypeError) as e:
        print(type(e).__name__, e)

# expect:
# | 1 2 b a 1 2
# | 2 1 v z
# | 1.0 2.0 {} {5}
# |        r|l       |   c    |***m****|0003.142|+5|ff|1,234,567|25.6%|1.234500e+04
# | 'é' é '\xe9'    'x'
# | a    |    3.14|*******b
# | 005 deep
# | ababab x1 [1, 'a']
# | 1        2  3   a        b  c  |
# | a        1| -   3 a
# | 0b101 0o10 0XFF 1_000_000_000 abc       |
# | 1
# | 1 <b>
# | 3 string key    x
# | 3 e
# | IndexError Replacement index 0 out of range for positional args tuple
# | IndexError Replacement index 1 out of range for positional args tuple
# | KeyError 'a'
# | ValueError Single '{' encountered in format string
# | ValueError Single '}' encountered in format string
# | ValueError cannot switch from manual field specification to automatic field numbering
# | ValueError cannot switch from automatic field numbering to manual field specification
# | ValueError Unknown conversion specifier x
# | AttributeError 'int' object has no attribute 'zz'
# | IndexError list index out of range
# | ValueError Unknown format code 'd' for object of type 'str'
# | ValueError expected '}' before end of string
# | ValueError unmatched '{' in format spec
# | ValueError Max string recursion exceeded
# | ValueError Empty attribute in format string
# | ValueError Empty attribute in format string
# | ValueError unmatched '{' in format spec
# | ValueError expected ':' after conversion specifier
# | ValueError Invalid format specifier '>>>5' for object of type 'int'
# | TypeError list indices must be integers or slices, not str
# | ValueError Format specifier missing precision
