for s in ("0", "-0", "  42  ", "+7", "-13", "1_000", "00", "007", "1" * 60, "\t5\n", "٣", "１２", "\u20035", "0b1"):
    try:
        print(repr(s), int(s))
    except ValueError as e:
        print(e)
for args in (("ff", 16), ("0xff", 16), ("0xff", 0), ("0b101", 0), ("0o17", 0), ("101", 2), ("z", 36),
          ("-Zz", 36), ("10", 3), ("0b101", 2), ("123", 0), ("1_0", 16), ("012", 0), ("8", 8), ("", 10),
          ("-", 10), ("1__0", 10), ("_1", 10), ("1_", 10), ("1 2", 10), ("12a", 10), ("0x", 16), ("1", 1),
          ("1", 37), ("1", -2), ("g", 16), ("- 1", 10), ("+-1", 10)):
    try:
        print(args, int(*args))
    except ValueError as e:
        print(e)
print(int(), int(3.99), int(-3.99), int(True), int(b"12"), int(bytearray(b"-5")), int(1e20))
print(int("9" * 30) + 1, int(2.0 ** 70))
for bad in (float("nan"), float("inf"), None, [], 1j, "1.5", b"x", "abc\0", object):
    try:
        print(int(bad))
    except (ValueError, OverflowError, TypeError) as e:
        print(type(e).__name__, e)


class Int:
    def __int__(self):
        return 5


class Index:
    def __index__(self):
        return 6


class Trunc:
    def __int__(self):
        return "x"


print(int(Int()), int(Index()), int("10", base=8), int("7", base=Index()) if False else int("5", base=Index()))
try:
    int(Trunc())
except TypeError as e:
    print(e)

# expect:
# | '0' 0
# | '-0' 0
# | '  42  ' 42
# | '+7' 7
# | '-13' -13
# | '1_000' 1000
# | '00' 0
# | '007' 7
# | '111111111111111111111111111111111111111111111111111111111111' 111111111111111111111111111111111111111111111111111111111111
# | '\t5\n' 5
# | '٣' 3
# | '１２' 12
# | '\u20035' 5
# | invalid literal for int() with base 10: '0b1'
# | ('ff', 16) 255
# | ('0xff', 16) 255
# | ('0xff', 0) 255
# | ('0b101', 0) 5
# | ('0o17', 0) 15
# | ('101', 2) 5
# | ('z', 36) 35
# | ('-Zz', 36) -1295
# | ('10', 3) 3
# | ('0b101', 2) 5
# | ('123', 0) 123
# | ('1_0', 16) 16
# | invalid literal for int() with base 0: '012'
# | invalid literal for int() with base 8: '8'
# | invalid literal for int() with base 10: ''
# | invalid literal for int() with base 10: '-'
# | invalid literal for int() with base 10: '1__0'
# | invalid literal for int() with base 10: '_1'
# | invalid literal for int() with base 10: '1_'
# | invalid literal for int() with base 10: '1 2'
# | invalid literal for int() with base 10: '12a'
# | invalid literal for int() with base 16: '0x'
# | int() base must be >= 2 and <= 36, or 0
# | int() base must be >= 2 and <= 36, or 0
# | int() base must be >= 2 and <= 36, or 0
# | invalid literal for int() with base 16: 'g'
# | invalid literal for int() with base 10: '- 1'
# | invalid literal for int() with base 10: '+-1'
# | 0 3 -3 1 12 -5 100000000000000000000
# | 1000000000000000000000000000000 1180591620717411303424
# | ValueError cannot convert float NaN to integer
# | OverflowError cannot convert float infinity to integer
# | TypeError int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
# | TypeError int() argument must be a string, a bytes-like object or a real number, not 'list'
# | TypeError int() argument must be a string, a bytes-like object or a real number, not 'complex'
# | ValueError invalid literal for int() with base 10: '1.5'
# | ValueError invalid literal for int() with base 10: b'x'
# | ValueError invalid literal for int() with base 10: 'abc\x00'
# | TypeError int() argument must be a string, a bytes-like object or a real number, not 'type'
# | 5 6 8 5
# | __int__ returned non-int (type str)
