b = b"hello"
print(b, b[0], b[-1], b[1:3], b[::-1], len(b), list(b), b + b"!", b * 2, b == b"hello", b < b"help")
print(b"ell" in b, 104 in b, hash(b) == hash(b"hello"))
print(bytes(), bytes(3), bytes([1, 2, 255]), bytes("é", "utf-8"), bytes(b"x"), bytes(range(3)))
print(bytes(bytearray(b"q")), b"\x00\xff\n\t\\'\"", b'"', b"'", b"\x41\101", rb"\x", b"a" b"b")
print(b.hex(), b.hex(":"), b.hex("-", 2), bytes.fromhex("68 65 6C"), bytes.fromhex(""), b.upper())
print(b.title(), b.find(b"l"), b.find(108), b.count(b"l"), b.index(b"lo"), b.rfind(b"l"))
print(b.split(b"l"), b"a b".split(), b"a,b".split(b","), b",".join([b"a", b"b"]), b.replace(b"l", b"L"))
print(b"  x ".strip(), b"xax".strip(b"x"), b.startswith(b"he"), b.endswith((b"x", b"lo")))
print(b.partition(b"l"), b.center(9, b"*"), b"7".zfill(3), b"a\nb".splitlines())
print(b.decode(), str(b, "ascii"), repr(b), str(b), b.isalpha(), b"12".isdigit(), b"A".lower())
print(b"ab".translate(bytes(range(256))), b"abc".translate(None, b"b"), bytes.maketrans(b"a", b"b")[97])
print(b"a\tb".expandtabs(4), b"%d %s %b %x" % (1, b"x", b"y", 255))
for f in (lambda: b[10], lambda: b["a"], lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes("x"),
          lambda: bytes(-1), lambda: b + "s", lambda: b.find("s"), lambda: "s" in b, lambda: b.join(["x"]),
          lambda: bytes([1.5]), lambda: b < "s", lambda: 300 in b, lambda: bytes.fromhex("xx"),
          lambda: bytes.fromhex("1"), lambda: eval("b'é'"), lambda: bytes(1.5), lambda: b.__setitem__):
    try:
        print(f())
    except (TypeError, ValueError, IndexError, SyntaxError, AttributeError) as e:
        print(type(e).__name__, e)
print(b == "hello", b != "hello", {b: 1}[b"hello"], min(b), sorted(b), max(b), [*b])
print(iter(b).__class__.__name__, any(b"\0"), b is bytes(b))

# expect:
# | b'hello' 104 111 b'el' b'olleh' 5 [104, 101, 108, 108, 111] b'hello!' b'hellohello' True True
# | True True True
# | b'' b'\x00\x00\x00' b'\x01\x02\xff' b'\xc3\xa9' b'x' b'\x00\x01\x02'
# | b'q' b'\x00\xff\n\t\\\'"' b'"' b"'" b'AA' b'\\x' b'ab'
# | 68656c6c6f 68:65:6c:6c:6f 68-656c-6c6f b'hel' b'' b'HELLO'
# | b'Hello' 2 2 2 3 3
# | [b'he', b'', b'o'] [b'a', b'b'] [b'a', b'b'] b'a,b' b'heLLo'
# | b'x' b'a' True True
# | (b'he', b'l', b'lo') b'**hello**' b'007' [b'a', b'b']
# | hello hello b'hello' b'hello' True True b'a'
# | b'ab' b'ac' 98
# | b'a   b' b'1 x y ff'
# | IndexError index out of range
# | TypeError byte indices must be integers or slices, not str
# | ValueError bytes must be in range(0, 256)
# | ValueError bytes must be in range(0, 256)
# | TypeError string argument without an encoding
# | ValueError negative count
# | TypeError can't concat str to bytes
# | TypeError argument should be integer or bytes-like object, not 'str'
# | TypeError a bytes-like object is required, not 'str'
# | TypeError sequence item 0: expected a bytes-like object, str found
# | TypeError 'float' object cannot be interpreted as an integer
# | TypeError '<' not supported between instances of 'bytes' and 'str'
# | ValueError byte must be in range(0, 256)
# | ValueError non-hexadecimal number found in fromhex() arg at position 0
# | ValueError non-hexadecimal number found in fromhex() arg at position 1
# | SyntaxError bytes can only contain ASCII literal characters (<string>, line 1)
# | TypeError cannot convert 'float' object to bytes
# | AttributeError 'bytes' object has no attribute '__setitem__'
# | False True 1 101 [101, 104, 108, 108, 111] 111 [104, 101, 108, 108, 111]
# | bytes_iterator False True
