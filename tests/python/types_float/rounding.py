for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1.005, 0.05, 0.15, 0.25, 0.35, 1e15 + 0.5, 123456.789, -123456.789,
          5e-324, 1e300):
    print(x, round(x), round(x, 1), round(x, 2), round(x, -2), round(x, 0))
print(round(1.5, None), type(round(1.5)), type(round(1.5, 0)), round(float("1e300"), -299))
print(round(1e308, -308), round(12.5, 400), round(12.5, -400), round(0.0), round(-0.4), round(-0.0, 1))
import math
print(math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), math.floor(1e20), math.ceil(0.1), int(-0.9))
print(math.floor(5), math.isclose(0.1 + 0.2, 0.3))
for f in (lambda: round("x"), lambda: round(1.5, "x"), lambda: round(1.5, 1.5), lambda: round(float("inf")),
          lambda: round(float("nan")), lambda: round(float("nan"), 1)):
    try:
        print(f())
    except (TypeError, ValueError, OverflowError) as e:
        print(e)

# expect:
# | 0.5 0 0.5 0.5 0.0 0.0
# | 1.5 2 1.5 1.5 0.0 2.0
# | 2.5 2 2.5 2.5 0.0 2.0
# | -0.5 0 -0.5 -0.5 -0.0 -0.0
# | -1.5 -2 -1.5 -1.5 -0.0 -2.0
# | 2.675 3 2.7 2.67 0.0 3.0
# | 1.005 1 1.0 1.0 0.0 1.0
# | 0.05 0 0.1 0.05 0.0 0.0
# | 0.15 0 0.1 0.15 0.0 0.0
# | 0.25 0 0.2 0.25 0.0 0.0
# | 0.35 0 0.3 0.35 0.0 0.0
# | 1000000000000000.5 1000000000000000 1000000000000000.5 1000000000000000.5 1000000000000000.0 1000000000000000.0
# | 123456.789 123457 123456.8 123456.79 123500.0 123457.0
# | -123456.789 -123457 -123456.8 -123456.79 -123500.0 -123457.0
# | 5e-324 0 0.0 0.0 0.0 0.0
# | 1e+300 1000000000000000052504760255204420248704468581108159154915854115511802457988908195786371375080447864043704443832883878176942523235360430575644792184786706982848387200926575803737830233794788090059368953234970799945081119038967640880074652742780142494579258788820056842838115669472196386865459400540160 1e+300 1e+300 1e+300 1e+300
# | 2 <class 'int'> <class 'float'> 1e+300
# | 1e+308 12.5 0.0 0 0 -0.0
# | -2 -1 -1 100000000000000000000 1 0
# | 5 True
# | type str doesn't define __round__ method
# | 'str' object cannot be interpreted as an integer
# | 'float' object cannot be interpreted as an integer
# | cannot convert float infinity to integer
# | cannot convert float NaN to integer
# | nan
