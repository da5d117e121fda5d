s = "the cat sat on the mat"
print(s.find("the"), s.find("the", 1), s.find("dog"), s.rfind("the"), s.index("cat"), s.rindex("at"))
print(s.find(""), s.rfind(""), s.find("", 100), s.find("t", -3), s.find("at", 5, 8))
print(s.count("at"), s.count("t"), s.count(""), "aaaa".count("aa"), s.count("the", 5), s.count("z"))
print("".count(""), "".count("a"))
print("cat" in s, "" in s, "dog" not in s, "é" in "café", "x" in "")
print(s.startswith("the"), s.startswith("cat", 4), s.startswith(("a", "the")), s.endswith("mat"))
print(s.endswith(("x", "at")), s.endswith("sat", 0, 11), s.startswith(""), s.startswith("", 50))
print("".endswith(""))
for f in (lambda: s.index("dog"), lambda: s.rindex("dog"), lambda: s.startswith(5), lambda: s.find(5),
          lambda: s.count(None), lambda: 5 in s, lambda: s.startswith(["a"]), lambda: s.startswith(("a", 5)),
          lambda: s.find()):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(e)
big = "ab" * 10000 + "needle" + "ab" * 10000
print(big.find("needle"), big.rfind("needle"), big.count("ab"), big.find("needles"), big.index("dle"))
print(big.find("b" * 3))
u = "naïve café 😀 x"
print(u.find("é"), u.find("😀"), u.index("x"), u.rfind("a"), u.count("é"), u.find("ï", 3), len(u))
a = "a" * 5000
print((a + "b" + a).find("a" * 100 + "b" + "a" * 100), (a + "b").find("ba"), (a * 2).find("a" * 5001))
print("abcabc".find("c", 3), "abc".find("abc", 1), "abc".find("c", None, None))
print("abc".find("a", -100, 100), "abc".rfind("a", 1), "abc".find("", 3), "abc".find("", 4))

# expect:
# | 0 15 -1 15 4 20
# | 0 22 -1 21 5
# | 3 5 23 2 1 0
# | 1 0
# | True True True True False
# | True True True True
# | True True True False
# | True
# | substring not found
# | substring not found
# | startswith first arg must be str or a tuple of str, not int
# | must be str, not int
# | must be str, not NoneType
# | 'in <string>' requires string as left operand, not int
# | startswith first arg must be str or a tuple of str, not list
# | tuple for startswith must only contain str, not int
# | find() takes at least 1 argument (0 given)
# | 20000 20000 20000 -1 20003
# | -1
# | 9 11 13 7 1 -1 14
# | 4900 -1 0
# | 5 -1 2
# | 0 -1 3 -1
