#!/usr/bin/python3
"""Writes src/base/unicode_name_data.h: the names of the characters of Unicode 14, in about 300 KB.

The names are facts of the Unicode Character Database, asked for through Debian's Python 3.11; candidates for aliases
are those that Debian's Perl lists. How they are stored is told in src/base/unicode_name.c.
"""
import collections
import glob
import re
import unicodedata

SHORT = 195   # words with a code of one byte
BLOCK = 64    # words, and characters, from one entry of an index to the next

TOKEN = re.compile(r" -[^ -]+|-[^ -]+|-|[^ -]+")


def joined(tokens):
    text = ""
    for t in tokens:
        text += t if not text or t[0] in "- " else " " + t
    return text


def literal(data):
    """C string literals of bytes, without anything that could be read in two ways."""
    line, lines = "", []
    for b in data:
        c = chr(b)
        line += c if 32 <= b < 127 and c not in '"\\?' else "\\%03o" % b
        if len(line) > 108:
            lines.append(line)
            line = ""
    lines.append(line)
    return "\n".join(f'    "{x}"' for x in lines)


def numbers(values):
    line, lines = "   ", []
    for v in values:
        item = f" {v},"
        if len(line) + len(item) > 118:
            lines.append(line)
            line = "   "
        line += item
    return "\n".join(lines + [line])


def main():
    assert unicodedata.unidata_version == "14.0.0"
    names = {c: unicodedata.name(chr(c), "") for c in range(0x110000)}
    names = {c: n for c, n in names.items() if n and not n.startswith("HANGUL SYLLABLE ")}
    numbered = []   # names that end with the number of the character: [prefix, first, last]
    for c in sorted(names):
        if not names[c].endswith("-%04X" % c):
            continue
        prefix = names.pop(c)[:-len("%04X" % c)]
        if numbered and numbered[-1][0] == prefix and numbered[-1][2] == c - 1:
            numbered[-1][2] = c
        else:
            numbered.append([prefix, c, c])

    count = collections.Counter()
    for n in names.values():
        tokens = TOKEN.findall(n)
        assert joined(tokens) == n, n
        count.update(tokens)
    common = [w for w, _ in count.most_common(SHORT)]
    words = common + sorted(set(count) - set(common))
    code = {}
    for i, w in enumerate(words):
        code[w] = (bytes([i + 1]) if i < SHORT else
                   bytes([SHORT + 1 + (i - SHORT) // 255, 1 + (i - SHORT) % 255]))
    assert SHORT + (255 - SHORT) * 255 >= len(words)

    lexicon, word_index = b"\n", []
    for i, w in enumerate(words):
        if i % BLOCK == 0:
            word_index.append(len(lexicon))
        lexicon += w.encode() + b"\n"
    phrases, phrase_index, runs, total = b"\0", [], [], 0
    for c in sorted(names):
        if total % BLOCK == 0:
            phrase_index.append(len(phrases))
        if runs and runs[-1][0] + runs[-1][1] == c:
            runs[-1][1] += 1
        else:
            runs.append([c, 1, total])
        phrases += b"".join(code[t] for t in TOKEN.findall(names[c])) + b"\0"
        total += 1

    aliases = []
    listed = open(sorted(glob.glob("/usr/share/perl/5.*.*/unicore/Name.pl"))[-1], encoding="utf-8").read()
    for number, name in re.findall(r"([0-9A-F]{4,6})\n([^\n]+)\n\n", listed):
        c = int(number, 16)
        try:
            known = unicodedata.lookup(name) == chr(c)
        except KeyError:
            known = False
        if known and unicodedata.name(chr(c), "") != name:
            aliases.append((name, c))

    print("// Made by tools/unicode_names.py: names of the Unicode Character Database 14.\n")
    print(f"enum {{ SHORT = {SHORT}, BLOCK = {BLOCK} }};\n")
    print(f"static const char lexicon[] =\n{literal(lexicon)};\n")
    print(f"static const uint32_t word_index[] = {{\n{numbers(word_index)}\n}};\n")
    print(f"static const char phrases[] =\n{literal(phrases)};\n")
    print(f"static const uint32_t phrase_index[] = {{\n{numbers(phrase_index)}\n}};\n")
    print("static const run runs[] = {")
    print(numbers("{%d, %d, %d}" % tuple(r) for r in runs) + "\n};\n")
    print("static const numbered_range numbered[] = {")
    for prefix, first, last in numbered:
        print(f'    {{"{prefix}", {first}, {last}}},')
    print("};\n\nstatic const alias aliases[] = {")
    print(numbers('{"%s", %d}' % a for a in aliases) + "\n};")


main()
