a = bytearray(b"hello")
a[0] = 72
a.append(33)
a.extend(b"??")
a += b"xy"
print(a, len(a), a.pop(), a.pop(0), a)
a.insert(0, 65)
a.remove(33)
a[1:3] = b"ABCDEF"
print(a)
del a[0], a[::2]
print(a, a.find(b"C"), a[1], a[1:3], bytes(a), a == bytes(a))
a.reverse()
a *= 2
print(a, a.copy() is a, a.upper(), a.decode(), a.hex(), bytearray(3), bytearray())
print(bytearray("é", "utf-8"), bytearray([1, 2]), repr(bytearray(b"'")))
a.clear()
print(a, bool(a), a + b"x", b"x" + a, type(b"x" + bytearray(b"y")).__name__, type(bytearray(b"y") + b"x").__name__)
for f in (lambda: hash(a), lambda: a.append(256), lambda: a.append("x"), lambda: a.pop(), lambda: a.remove(5),
          lambda: a.extend("s"), lambda: a.extend([300]), lambda: a.__setitem__(0, 1), lambda: bytearray(-1),
          lambda: bytearray(b"ab").__setitem__(0, 256), lambda: bytearray(b"a").__setitem__(slice(0, 1), 5)):
    try:
        print(f())
    except (TypeError, ValueError, IndexError) as e:
        print(type(e).__name__, e)
buf = bytearray()
for i in range(100000):
    buf.append(i & 255)
print(len(buf), buf[:5], buf[-1], sum(buf))
del buf[10:99990]
print(len(buf), buf)
x = bytearray(b"abc")
for c in x:
    if len(x) < 6:
        x.append(c)
print(x)

# expect:
# | bytearray(b'ello!??x') 10 121 72 bytearray(b'ello!??x')
# | bytearray(b'AABCDEFlo??x')
# | bytearray(b'BDFo?') -1 68 bytearray(b'DF') b'BDFo?' True
# | bytearray(b'?oFDB?oFDB') False bytearray(b'?OFDB?OFDB') ?oFDB?oFDB 3f6f4644423f6f464442 bytearray(b'\x00\x00\x00') bytearray(b'')
# | bytearray(b'\xc3\xa9') bytearray(b'\x01\x02') bytearray(b"\'")
# | bytearray(b'') False bytearray(b'x') b'x' bytes bytearray
# | TypeError unhashable type: 'bytearray'
# | ValueError byte must be in range(0, 256)
# | TypeError 'str' object cannot be interpreted as an integer
# | IndexError pop from empty bytearray
# | ValueError value not found in bytearray
# | TypeError 'str' object cannot be interpreted as an integer
# | ValueError byte must be in range(0, 256)
# | IndexError bytearray index out of range
# | ValueError negative count
# | ValueError byte must be in range(0, 256)
# | TypeError can assign only bytes, buffers, or iterables of ints in range(0, 256)
# | 100000 bytearray(b'\x00\x01\x02\x03\x04') 159 12742320
# | 20 bytearray(b'\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\x96\x97\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f')
# | bytearray(b'abcabc')
