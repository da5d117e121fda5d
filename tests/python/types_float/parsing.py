for s in ("1", "1.5", "-1.5", "+2.", ".5", "1e5", "1E-5", "  3.25\n", "1_000.5", "inf", "-Infinity", "nan",
          "NaN", "+INF", "1e400", "-1e400", "1e-400", "0.1e1", "00012.5", "１.５", "", ".", "e5", "1e", "1e+",
          "--1", "1.5.2", "1 5", "0x10", "1_", "_1", "1__0", "infi", "nanx", "1,5", "1e5.5", "x" * 5, "9" * 400,
          "0." + "0" * 400 + "1"):
    try:
        print(repr(s)[:20], float(s))
    except ValueError as e:
        print(str(e)[:80])
print(float(), float(5), float(True), float(b"1.5"), float(bytearray(b"2")), float(2 ** 70))
print(float("0.1") == 0.1, float("2.2250738585072011e-308"), float("1.7976931348623159e308"))
print(float("9007199254740993"), float("0.500000000000000166533453693773481063544750213623046875"))


class F:
    def __float__(self):
        return 2.5


class I:
    def __index__(self):
        return 3


class Bad:
    def __float__(self):
        return 5


print(float(F()), float(I()))
for b in (Bad(), None, [], 1j, "abc", b"x"):
    try:
        float(b)
    except (TypeError, ValueError) as e:
        print(e)

# expect:
# | '1' 1.0
# | '1.5' 1.5
# | '-1.5' -1.5
# | '+2.' 2.0
# | '.5' 0.5
# | '1e5' 100000.0
# | '1E-5' 1e-05
# | '  3.25\n' 3.25
# | '1_000.5' 1000.5
# | 'inf' inf
# | '-Infinity' -inf
# | 'nan' nan
# | 'NaN' nan
# | '+INF' inf
# | '1e400' inf
# | '-1e400' -inf
# | '1e-400' 0.0
# | '0.1e1' 1.0
# | '00012.5' 12.5
# | '１.５' 1.5
# | could not convert string to float: ''
# | could not convert string to float: '.'
# | could not convert string to float: 'e5'
# | could not convert string to float: '1e'
# | could not convert string to float: '1e+'
# | could not convert string to float: '--1'
# | could not convert string to float: '1.5.2'
# | could not convert string to float: '1 5'
# | could not convert string to float: '0x10'
# | could not convert string to float: '1_'
# | could not convert string to float: '_1'
# | could not convert string to float: '1__0'
# | could not convert string to float: 'infi'
# | could not convert string to float: 'nanx'
# | could not convert string to float: '1,5'
# | could not convert string to float: '1e5.5'
# | could not convert string to float: 'xxxxx'
# | '9999999999999999999 inf
# | '0.00000000000000000 0.0
# | 0.0 5.0 1.0 1.5 2.0 1.1805916207174113e+21
# | True 2.225073858507201e-308 inf
# | 9007199254740992.0 0.5000000000000002
# | 2.5 3.0
# | Bad.__float__ returned non-float (type int)
# | float() argument must be a string or a real number, not 'NoneType'
# | float() argument must be a string or a real number, not 'list'
# | float() argument must be a string or a real number, not 'complex'
# | could not convert string to float: 'abc'
# | could not convert string to float: b'x'
