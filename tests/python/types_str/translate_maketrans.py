t = str.maketrans("abc", "xyz")
print("aabbcc".translate(t), t)
t = str.maketrans("ab", "12", "c")
print("abcabc".translate(t), t)
t = str.maketrans({"a": "long", ord("b"): None, "c": 100, "é": "e"})
print("abcé".translate(t))
print("abc".translate({97: None}), "abc".translate({}), "€x".translate({0x20AC: "EUR"}))
print("ab".translate({97: "é"}), "😀".translate({0x1F600: ":)"}))


class T:
    def __getitem__(self, k):
        if k == 97:
            return "A!"
        raise LookupError


print("banana".translate(T()))
for f in (lambda: str.maketrans("ab", "c"), lambda: str.maketrans("ab"), lambda: str.maketrans({"ab": 1}),
          lambda: "a".translate(5), lambda: "a".translate({97: 1.5}), lambda: str.maketrans(1, 2),
          lambda: "a".translate({97: 0x110000})):
    try:
        print(f())
    except (ValueError, TypeError, OverflowError) as e:
        print(e)
rot13 = str.maketrans("abcdefghijklmnopqrstuvwxyz", "nopqrstuvwxyzabcdefghijklm")
print("hello world".translate(rot13), "hello".translate(rot13).translate(rot13))

# expect:
# | xxyyzz {97: 120, 98: 121, 99: 122}
# | 1212 {97: 49, 98: 50, 99: None}
# | longde
# | bc abc EURx
# | éb :)
# | bA!nA!nA!
# | the first two maketrans arguments must have equal length
# | if you give only one argument to maketrans it must be a dict
# | string keys in translate table must be of length 1
# | 'int' object is not subscriptable
# | character mapping must return integer, None or str
# | maketrans() argument 2 must be str, not int
# | character mapping must be in range(0x110000)
# | uryyb jbeyq hello
