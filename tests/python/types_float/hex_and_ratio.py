for x in (0.0, -0.0, 1.0, 0.1, -1.5, 1e300, 5e-324, float("inf"), float("nan"), 255.5, 2.0 ** -1030):
    h = x.hex()
    print(h, float.fromhex(h) == x)
for s in ("0x1p-2", "1.8p1", "0x.8", "-0X1.Fp3", "inf", " 0x10 ", "0x1p1024", "x", "0x1.g", "1e5p2", "",
          "0x1p-1080", "nan"):
    try:
        print(s, float.fromhex(s))
    except (ValueError, OverflowError) as e:
        print(type(e).__name__, e)
for x in (0.5, 0.1, -2.25, 3.0, 1e300, 5e-324, 0.0, float("inf"), float("nan")):
    try:
        print(x.as_integer_ratio())
    except (ValueError, OverflowError) as e:
        print(type(e).__name__, e)
print([x.is_integer() for x in (1.0, 1.5, -0.0, 1e300, float("inf"), float("nan"))])
print(1.5.real, 1.5.imag, 1.5.conjugate(), (2.5).__trunc__(), (-2.5).__floor__(), (2.5).__ceil__(), (3.7).__int__())

# expect:
# | 0x0.0p+0 True
# | -0x0.0p+0 True
# | 0x1.0000000000000p+0 True
# | 0x1.999999999999ap-4 True
# | -0x1.8000000000000p+0 True
# | 0x1.7e43c8800759cp+996 True
# | 0x0.0000000000001p-1022 True
# | inf True
# | nan False
# | 0x1.ff00000000000p+7 True
# | 0x0.0100000000000p-1022 True
# | 0x1p-2 0.25
# | 1.8p1 3.0
# | 0x.8 0.5
# | -0X1.Fp3 -15.5
# | inf inf
# |  0x10  16.0
# | OverflowError hexadecimal value too large to represent as a float
# | ValueError invalid hexadecimal floating-point string
# | ValueError invalid hexadecimal floating-point string
# | 1e5p2 1940.0
# | ValueError invalid hexadecimal floating-point string
# | 0x1p-1080 0.0
# | nan nan
# | (1, 2)
# | (3602879701896397, 36028797018963968)
# | (-9, 4)
# | (3, 1)
# | (1000000000000000052504760255204420248704468581108159154915854115511802457988908195786371375080447864043704443832883878176942523235360430575644792184786706982848387200926575803737830233794788090059368953234970799945081119038967640880074652742780142494579258788820056842838115669472196386865459400540160, 1)
# | (1, 202402253307310618352495346718917307049556649764142118356901358027430339567995346891960383701437124495187077864316811911389808737385793476867013399940738509921517424276566361364466907742093216341239767678472745068562007483424692698618103355649159556340810056512358769552333414615230502532186327508646006263307707741093494784)
# | (0, 1)
# | OverflowError cannot convert Infinity to integer ratio
# | ValueError cannot convert NaN to integer ratio
# | [True, False, True, True, False, False]
# | 1.5 0.0 1.5 2 -3 3 3
