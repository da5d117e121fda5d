print("%s %d %r %%" % ("s", 5, "r"), "%s" % 5, "%s" % (1,), "%s" % [1, 2])
print("%(a)s %(b)d" % {"a": "x", "b": 2}, "%c%c" % (97, "b"))
print("%5s|%-5s|%.2s|%5.1s|" % ("ab", "ab", "abc", "xyz"))
print("%d %i %u %x %X %o %#x %#o" % (42, 42, 42, 255, 255, 8, 255, 8))
print("%5d|%-5d|%05d|%+d|% d|%.3d|%8.3d|" % (42, 42, 42, 42, 42, 7, 7), "%d" % 3.99, "%d" % True)
print("%x" % -255, "%d" % 10 ** 25, "%s" % 10 ** 25)
print("%f %.2f %e %.1e %g %G %8.2f|%-8.1f|%+f" % (1.5, 2.345, 12345.678, 0.00012, 1e-5, 1e20, 3.14159, 2.5, 1.0))
print("%F %E" % (float("inf"), 1.5), "%.0f %#.0f" % (1.5, 1.5))
print("%*d|%-*d|%.*f|%*.*f|" % (5, 42, 5, 42, 2, 3.14159, 8, 3, 2.71828), "%s %s" % ("a", (1, 2)))
print("%r %s %a" % ("é", "é", "é"), "%s" % None, "%s" % b"x", "%(x)5.1f%%" % {"x": 99.5})
print("%ld %hd" % (1, 2), "100%%" % ())
for f in (lambda: "%d" % "x", lambda: "%s %s" % 1, lambda: "%s" % (1, 2), lambda: "%(a)s" % 5,
          lambda: "%(a)s" % {}, lambda: "%q" % 1, lambda: "%" % 1, lambda: "%c" % "ab", lambda: "%c" % 1114112,
          lambda: "%x" % 1.5, lambda: "%s" % (), lambda: "%(a" % {"a": 1}, lambda: "%f" % "x",
          lambda: "%*d" % ("a", 1), lambda: "no args" % 1, lambda: "%d" % None, lambda: "%c" % 1.5,
          lambda: "%d %d" % (1,), lambda: "%.2" % 1, lambda: "%i" % 1j, lambda: "x" % {"a": 1},
          lambda: "x" % [1]):
    try:
        print(repr(f()))
    except (TypeError, ValueError, KeyError, OverflowError) as e:
        print(type(e).__name__, e)

# expect:
# | s 5 'r' % 5 1 [1, 2]
# | x 2 ab
# |    ab|ab   |ab|    x|
# | 42 42 42 ff FF 10 0xff 0o10
# |    42|42   |00042|+42| 42|007|     007| 3 1
# | -ff 10000000000000000000000000 10000000000000000000000000
# | 1.500000 2.35 1.234568e+04 1.2e-04 1e-05 1E+20     3.14|2.5     |+1.000000
# | INF 1.500000E+00 2 2.
# |    42|42   |3.14|   2.718| a (1, 2)
# | 'é' é '\xe9' None b'x'  99.5%
# | 1 2 100%
# | TypeError %d format: a real number is required, not str
# | TypeError not enough arguments for format string
# | TypeError not all arguments converted during string formatting
# | TypeError format requires a mapping
# | KeyError 'a'
# | ValueError unsupported format character 'q' (0x71) at index 1
# | ValueError incomplete format
# | TypeError %c requires int or char
# | OverflowError %c arg not in range(0x110000)
# | TypeError %x format: an integer is required, not float
# | TypeError not enough arguments for format string
# | ValueError incomplete format key
# | TypeError must be real number, not str
# | TypeError * wants int
# | TypeError not all arguments converted during string formatting
# | TypeError %d format: a real number is required, not NoneType
# | TypeError %c requires int or char
# | TypeError not enough arguments for format string
# | ValueError incomplete format
# | TypeError %i format: a real number is required, not complex
# | 'x'
# | 'x'
