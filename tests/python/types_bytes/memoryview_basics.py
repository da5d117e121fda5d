b = bytearray(b"abcdef")
m = memoryview(b)
print(m[0], m[1:3].tobytes(), len(m), m.tolist(), m.nbytes, m.readonly, m.format, m.itemsize, m.ndim)
print(m.shape, bytes(m), m == b"abcdef")
m[0] = 90
m[1:3] = b"XY"
print(b, m[::2].tobytes(), m[-1], memoryview(b"ro").readonly)
for f in (lambda: b.append(1), lambda: m.__setitem__(0, 300), lambda: memoryview(b"x").__setitem__(0, 1),
          lambda: m.__setitem__(slice(0, 2), b"x"), lambda: m[99], lambda: memoryview("s"), lambda: m["a"],
          lambda: hash(m)):
    try:
        print(f())
    except (BufferError, TypeError, ValueError, IndexError) as e:
        print(type(e).__name__, e)
m.release()
b.append(1)
print(b)
try:
    m[0]
except ValueError as e:
    print(e)
with memoryview(b"ctx") as v:
    print(v[0], v.hex(), list(v), 99 in v)
try:
    len(v)
except ValueError as e:
    print(e)

# expect:
# | 97 b'bc' 6 [97, 98, 99, 100, 101, 102] 6 False B 1 1
# | (6,) b'abcdef' True
# | bytearray(b'ZXYdef') b'ZYe' 102 True
# | BufferError Existing exports of data: object cannot be re-sized
# | ValueError memoryview: invalid value for format 'B'
# | TypeError cannot modify read-only memory
# | ValueError memoryview assignment: lvalue and rvalue have different structures
# | IndexError index out of bounds on dimension 1
# | TypeError memoryview: a bytes-like object is required, not 'str'
# | TypeError memoryview: invalid slice key
# | ValueError cannot hash writable memoryview object
# | bytearray(b'ZXYdef\x01')
# | operation forbidden on released memoryview object
# | 99 637478 [99, 116, 120] True
# | operation forbidden on released memoryview object
