print(bin(10), bin(-10), bin(0), oct(64), hex(255), hex(-255), hex(2 ** 70), chr(65), chr(0x20AC))
print(ord("A"), ord("€"), ord(b"a"), ascii("é\n"), ascii([chr(128512)]), repr("é"))
print(bool(), int(), float(), str(), list(), tuple(), dict(), set(), frozenset(), bytes(), bytearray())
print(complex(), object.__name__, type(object()).__name__)
print(str(1.0), str(None), str([1, "a"]), str(b"x"), repr("q'"), str(int), int("5") + int("0x1f", 16))
print(list("ab"), tuple({"a": 1}), set("aa"), dict([["a", 1]]), bytes([65]), float("1e3"))
print(format(5, "03d"), format("x", ">3"), format(3.14159, ".2f"), format([1]), format(None))
print(format(True), format(255, "#x"), format("a"), format(5, ""))


class I:
    def __index__(self):
        return 10


print(bin(I()), hex(I()), oct(I()), chr(I()), list(range(I()))[-1], "a" * I(), [0] * I() == [0] * 10)
print(bytes(I()) == bytes(10))
for f in (lambda: bin("x"), lambda: hex(1.5), lambda: oct(None), lambda: chr(-1), lambda: chr(0x110000),
          lambda: chr("a"), lambda: ord("ab"), lambda: ord(""), lambda: ord(5), lambda: ord(b"ab"),
          lambda: format(5, 5), lambda: format("x", "d"), lambda: chr(2 ** 70), lambda: ascii(),
          lambda: ord([1])):
    try:
        print(f())
    except (TypeError, ValueError, OverflowError) as e:
        print(type(e).__name__, e)
print(hash(5), hash("a") == hash("a"), hash((1, 2)) == hash((1, 2)), hash(None) == hash(None))
print(hash(1.5) == hash(1.5), isinstance(id(5), int), id(None) == id(None), callable(len), callable(5))
print(callable(int))

# expect:
# | 0b1010 -0b1010 0b0 0o100 0xff -0xff 0x400000000000000000 A €
# | 65 8364 97 '\xe9\n' ['\U0001f600'] 'é'
# | False 0 0.0  [] () {} set() frozenset() b'' bytearray(b'')
# | 0j object object
# | 1.0 None [1, 'a'] b'x' "q'" <class 'int'> 36
# | ['a', 'b'] ('a',) {'a'} {'a': 1} b'A' 1000.0
# | 005   x 3.14 [1] None
# | True 0xff a 5
# | 0b1010 0xa 0o12 
# |  9 aaaaaaaaaa True
# | True
# | TypeError 'str' object cannot be interpreted as an integer
# | TypeError 'float' object cannot be interpreted as an integer
# | TypeError 'NoneType' object cannot be interpreted as an integer
# | ValueError chr() arg not in range(0x110000)
# | ValueError chr() arg not in range(0x110000)
# | TypeError 'str' object cannot be interpreted as an integer
# | TypeError ord() expected a character, but string of length 2 found
# | TypeError ord() expected a character, but string of length 0 found
# | TypeError ord() expected string of length 1, but int found
# | TypeError ord() expected a character, but string of length 2 found
# | TypeError format() argument 2 must be str, not int
# | ValueError Unknown format code 'd' for object of type 'str'
# | OverflowError Python int too large to convert to C int
# | TypeError ascii() takes exactly one argument (0 given)
# | TypeError ord() expected string of length 1, but list found
# | 5 True True True
# | True True True True False
# | True
