for n, length, order, signed in ((1, 2, "big", False), (258, 2, "little", False), (-1, 3, "big", True),
          (-129, 2, "little", True), (2 ** 64, 9, "big", False), (0, 0, "big", False), (0, 1, "big", False),
          (127, 1, "big", True), (-2 ** 70, 10, "little", True)):
    b = n.to_bytes(length, order, signed=signed)
    print(n, b, int.from_bytes(b, order, signed=signed) == n)
for f in (lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: (1).to_bytes(1, "middle"),
          lambda: (128).to_bytes(1, "big", signed=True), lambda: (1).to_bytes(-1, "big"),
          lambda: int.from_bytes("x", "big"), lambda: int.from_bytes([256], "big")):
    try:
        print(f())
    except (OverflowError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
print((5).to_bytes(), int.from_bytes(b"\x01\x00"), int.from_bytes([1, 2, 3], "little"), int.from_bytes(b"", "big"))
print((7).numerator, (7).denominator, (7).real, (7).imag, (7).conjugate(), (7).as_integer_ratio())
print((-3).__abs__(), (5).__index__(), (5).__trunc__())
print(round(15, -1), round(25, -1), round(-15, -1), round(1234567, -3), round(5), round(5, 2))
print(round(10 ** 30 + 5 * 10 ** 9, -10), (5).__floor__(), (5).__ceil__())
print(float(2 ** 53 + 1), float(10 ** 22), float(-2 ** 63), complex(5), bool(0), bool(-1), str(5), chr(97), bytes(3))
print(float(2 ** 1023), 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 10 ** 400 > 1e308)
print(10 ** 400 < float("inf"), -10 ** 400 > float("-inf"), 1 == 1.0, 2 ** 70 == 2.0 ** 70)
try:
    float(10 ** 400)
except OverflowError as e:
    print(e)

# expect:
# | 1 b'\x00\x01' True
# | 258 b'\x02\x01' True
# | -1 b'\xff\xff\xff' True
# | -129 b'\x7f\xff' True
# | 18446744073709551616 b'\x01\x00\x00\x00\x00\x00\x00\x00\x00' True
# | 0 b'' True
# | 0 b'\x00' True
# | 127 b'\x7f' True
# | -1180591620717411303424 b'\x00\x00\x00\x00\x00\x00\x00\x00\xc0\xff' True
# | OverflowError int too big to convert
# | OverflowError can't convert negative int to unsigned
# | ValueError byteorder must be either 'little' or 'big'
# | OverflowError int too big to convert
# | ValueError length argument must be non-negative
# | TypeError cannot convert 'str' object to bytes
# | ValueError bytes must be in range(0, 256)
# | b'\x05' 256 197121 0
# | 7 1 7 0 7 (7, 1)
# | 3 5 5
# | 20 20 -20 1235000 5 5
# | 1000000000000000000000000000000 5 5
# | 9007199254740992.0 1e+22 -9.223372036854776e+18 (5+0j) False True 5 a b'\x00\x00\x00'
# | 8.98846567431158e+307 True False True
# | True True True True
# | int too large to convert to float
