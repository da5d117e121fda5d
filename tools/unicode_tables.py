#!/usr/bin/python3
"""Writes src/types/unicode_tables.h: what str must know of Unicode 14 that utf8proc does not tell.

The facts are those of the Unicode Character Database, asked for through Debian's Python 3.11.
"""
import unicodedata

ALL = [chr(c) for c in range(0x110000)]
CATEGORY = {c: unicodedata.category(c) for c in ALL}


def ranges(name, comment, characters):
    out = []
    for c in sorted(map(ord, characters)):
        if out and c == out[-1][1] + 1:
            out[-1][1] = c
        else:
            out.append([c, c])
    print(f"// {comment}")
    print(f"static const ouro_char_range {name}[] = {{")
    rows([f"{{0x{a:x}, 0x{b:x}}}" for a, b in out])


def rows(items):
    line = "   "
    for item in items:
        if len(line) + len(item) + 2 > 118:
            print(line)
            line = "   "
        line += f" {item},"
    print(line)
    print("};\n")


def mappings(name, comment, function):
    print(f"// {comment}")
    print(f"static const ouro_char_mapping {name}[] = {{")
    rows(["{0x%x, {%s}}" % (ord(c), ", ".join(f"0x{ord(x):x}" for x in function(c)))
          for c in ALL if len(function(c)) > 1])


def identifier_difference(prefix, categories):
    return [c for c in ALL if (prefix + c).isidentifier() != (CATEGORY[c] in categories or c == "_")]


assert unicodedata.unidata_version == "14.0.0"
print("// Made by tools/unicode_tables.py: facts of the Unicode Character Database 14 that utf8proc does not tell.\n")
# Unicode 15 gave these a meaning; Python 3.11 knows 14.
NEW = """10efd-10eff 1123f-11241 11b00-11b09 11f00-11f10 11f12-11f3a 11f3e-11f59 1342f 13439-13455 1b132 1b155 1d2c0-1d2d3
1df25-1df2a 1e030-1e06d 1e08f 1e4d0-1e4f9 1f6dc 1f774-1f776 1f77b-1f77f 1f7d9 1fa75-1fa77 1fa87-1fa88 1faad-1faaf
1fabb-1fabd 1fabf 1face-1facf 1fada-1fadb 1fae8 1faf7-1faf8 2b739 31350-323af cf3 ece""".split()
new = []
for r in NEW:
    a, _, b = r.partition("-")
    new += [chr(c) for c in range(int(a, 16), int(b or a, 16) + 1)]
assert all(CATEGORY[c] == "Cn" for c in new)
ranges("assigned_later", "Characters that came with Unicode 15: unassigned here.", new)
ranges("other_lower", "Lowercase, though not of category Ll.", [c for c in ALL if c.islower() and CATEGORY[c] != "Ll"])
ranges("other_upper", "Uppercase, though not of category Lu.", [c for c in ALL if c.isupper() and CATEGORY[c] != "Lu"])
ranges("other_digit", "Digits that are not decimal.", [c for c in ALL if c.isdigit() and not c.isdecimal()])
ranges("other_numeric", "Numeric characters that are no digits.",
       [c for c in ALL if c.isnumeric() and not c.isdigit()])
LETTERS = ("Lu", "Ll", "Lt", "Lm", "Lo", "Nl")
ranges("start_exceptions", "XID_Start where the category says otherwise.", identifier_difference("", LETTERS))
ranges("continue_exceptions", "XID_Continue where the category says otherwise.",
       identifier_difference("a", LETTERS + ("Mn", "Mc", "Nd", "Pc")))
mappings("upper_mappings", "Characters whose uppercase is more than one character.", str.upper)
mappings("title_mappings", "The same for titlecase.", str.title)
