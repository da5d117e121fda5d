for s in ("abc", "é", "€uro", "😀", "", "a\x00b", "\x7f\x80\xff"):
    print(s.encode(), s.encode("utf-8") == s.encode(), s.encode("utf-16-le"), s.encode("utf-32-be"))
    print(s.encode("ascii", "replace"), s.encode("latin-1", "ignore"))
    print(s.encode("ascii", "backslashreplace"), s.encode("ascii", "xmlcharrefreplace"))
    print(s.encode("utf8").decode("UTF-8") == s)
for b in (b"abc", b"\xc3\xa9", b"\xe2\x82\xac", b"\xf0\x9f\x98\x80", b"\xff", b"\xc3", b"a\xc3b", b"\xe2\x82",
          b"\xed\xa0\x80", b"\xc0\x80", b"\xf5\x80\x80\x80", b"\x80abc", b"\xf0\x9f\x98"):
    for errors in ("strict", "ignore", "replace", "backslashreplace", "surrogateescape"):
        try:
            print(errors, ascii(b.decode("utf-8", errors)), end=" ")
        except UnicodeDecodeError as e:
            print(e, end=" ")
    print()
print(b"\xe9".decode("latin-1"), b"abc".decode("ascii"), str(b"\xc3\xa9", "utf-8"), str(b"x"))
print(bytes("é", "utf-8"), "é".encode("iso-8859-1"), b"a\x00b\x00".decode("utf-16-le"))
print("x".encode("utf_8"), "\udcff".encode("utf-8", "surrogateescape"))
for f in (lambda: "é".encode("ascii"), lambda: "\ud800".encode(), lambda: b"\xff".decode("ascii"),
          lambda: "x".encode("no-such"), lambda: b"x".decode("no-such"),
          lambda: "é".encode("ascii", "no-handler"), lambda: str(b"x", 5), lambda: "€".encode("latin-1"),
          lambda: "x".encode(5), lambda: bytes("x")):
    try:
        print(f())
    except (UnicodeError, LookupError, TypeError) as e:
        print(type(e).__name__, e)

# expect:
# | b'abc' True b'a\x00b\x00c\x00' b'\x00\x00\x00a\x00\x00\x00b\x00\x00\x00c'
# | b'abc' b'abc'
# | b'abc' b'abc'
# | True
# | b'\xc3\xa9' True b'\xe9\x00' b'\x00\x00\x00\xe9'
# | b'?' b'\xe9'
# | b'\\xe9' b'&#233;'
# | True
# | b'\xe2\x82\xacuro' True b'\xac u\x00r\x00o\x00' b'\x00\x00 \xac\x00\x00\x00u\x00\x00\x00r\x00\x00\x00o'
# | b'?uro' b'uro'
# | b'\\u20acuro' b'&#8364;uro'
# | True
# | b'\xf0\x9f\x98\x80' True b'=\xd8\x00\xde' b'\x00\x01\xf6\x00'
# | b'?' b''
# | b'\\U0001f600' b'&#128512;'
# | True
# | b'' True b'' b''
# | b'' b''
# | b'' b''
# | True
# | b'a\x00b' True b'a\x00\x00\x00b\x00' b'\x00\x00\x00a\x00\x00\x00\x00\x00\x00\x00b'
# | b'a\x00b' b'a\x00b'
# | b'a\x00b' b'a\x00b'
# | True
# | b'\x7f\xc2\x80\xc3\xbf' True b'\x7f\x00\x80\x00\xff\x00' b'\x00\x00\x00\x7f\x00\x00\x00\x80\x00\x00\x00\xff'
# | b'\x7f??' b'\x7f\x80\xff'
# | b'\x7f\\x80\\xff' b'\x7f&#128;&#255;'
# | True
# | strict 'abc' ignore 'abc' replace 'abc' backslashreplace 'abc' surrogateescape 'abc' 
# | strict '\xe9' ignore '\xe9' replace '\xe9' backslashreplace '\xe9' surrogateescape '\xe9' 
# | strict '\u20ac' ignore '\u20ac' replace '\u20ac' backslashreplace '\u20ac' surrogateescape '\u20ac' 
# | strict '\U0001f600' ignore '\U0001f600' replace '\U0001f600' backslashreplace '\U0001f600' surrogateescape '\U0001f600' 
# | 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte ignore '' replace '\ufffd' backslashreplace '\\xff' surrogateescape '\udcff' 
# | 'utf-8' codec can't decode byte 0xc3 in position 0: unexpected end of data ignore '' replace '\ufffd' backslashreplace '\\xc3' surrogateescape '\udcc3' 
# | 'utf-8' codec can't decode byte 0xc3 in position 1: invalid continuation byte ignore 'ab' replace 'a\ufffdb' backslashreplace 'a\\xc3b' surrogateescape 'a\udcc3b' 
# | 'utf-8' codec can't decode bytes in position 0-1: unexpected end of data ignore '' replace '\ufffd' backslashreplace '\\xe2\\x82' surrogateescape '\udce2\udc82' 
# | 'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte ignore '' replace '\ufffd\ufffd\ufffd' backslashreplace '\\xed\\xa0\\x80' surrogateescape '\udced\udca0\udc80' 
# | 'utf-8' codec can't decode byte 0xc0 in position 0: invalid start byte ignore '' replace '\ufffd\ufffd' backslashreplace '\\xc0\\x80' surrogateescape '\udcc0\udc80' 
# | 'utf-8' codec can't decode byte 0xf5 in position 0: invalid start byte ignore '' replace '\ufffd\ufffd\ufffd\ufffd' backslashreplace '\\xf5\\x80\\x80\\x80' surrogateescape '\udcf5\udc80\udc80\udc80' 
# | 'utf-8' codec can't decode byte 0x80 in position 0: invalid start byte ignore 'abc' replace '\ufffdabc' backslashreplace '\\x80abc' surrogateescape '\udc80abc' 
# | 'utf-8' codec can't decode bytes in position 0-2: unexpected end of data ignore '' replace '\ufffd' backslashreplace '\\xf0\\x9f\\x98' surrogateescape '\udcf0\udc9f\udc98' 
# | é abc é b'x'
# | b'\xc3\xa9' b'\xe9' ab
# | b'x' b'\xff'
# | UnicodeEncodeError 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
# | UnicodeEncodeError 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
# | UnicodeDecodeError 'ascii' codec can't decode byte 0xff in position 0: ordinal not in range(128)
# | LookupError unknown encoding: no-such
# | LookupError unknown encoding: no-such
# | LookupError unknown error handler name 'no-handler'
# | TypeError str() argument 'encoding' must be str, not int
# | UnicodeEncodeError 'latin-1' codec can't encode character '\u20ac' in position 0: ordinal not in range(256)
# | TypeError encode() argument 'encoding' must be str, not int
# | TypeError string argument without an encoding
