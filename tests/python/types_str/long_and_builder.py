parts = []
for i in range(1000):
    parts.append(str(i))
s = ",".join(parts)
print(len(s), s[:20], s[-10:], s.count(","), s.split(",") == parts)
words = {}
for w in ("the quick brown fox jumps over the lazy dog " * 50).split():
    words[w] = words.get(w, 0) + 1
print(sorted(words.items(), key=lambda kv: (-kv[1], kv[0])))


def wrap(text, width):
    line, out = "", []
    for w in text.split():
        if line and len(line) + 1 + len(w) > width:
            out.append(line)
            line = w
        else:
            line = line + " " + w if line else w
    return out + [line]


print("\n".join(wrap("the quick brown fox jumps over the lazy dog and then runs away from it", 20)))


def caesar(s, k):
    return "".join(chr((ord(c) - 97 + k) % 26 + 97) if c.islower() else c for c in s)


print(caesar("hello, world", 3), caesar(caesar("hello", 5), -5))
print("".join(sorted("hello")), "".join(dict.fromkeys("mississippi")), "racecar" == "racecar"[::-1])
print(" ".join(w[::-1] for w in "abc def".split()))
table = [("name", "qty"), ("apple", 3), ("kiwi", 12)]
for a, b in table:
    print(f"{a:<8}|{b:>5}")
x = "ab" * 500000
print(len(x), x[999999], x.count("b"), len(x + x), hash(x) == hash("ab" * 500000), x == "ab" * 500000, x < x + "a")

# expect:
# | 3889 0,1,2,3,4,5,6,7,8,9, 97,998,999 999 True
# | [('the', 100), ('brown', 50), ('dog', 50), ('fox', 50), ('jumps', 50), ('lazy', 50), ('over', 50), ('quick', 50)]
# | the quick brown fox
# | jumps over the lazy
# | dog and then runs
# | away from it
# | khoor, zruog hello
# | ehllo misp True
# | cba fed
# | name    |  qty
# | apple   |    3
# | kiwi    |   12
# | 1000000 b 500000 2000000 True True True
