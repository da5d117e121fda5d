def f(x):
    match x:
        case 0:
            return "zero"
        case 1 | 2 | 3:
            return "small"
        case -1:
            return "minus one"
        case 1.5 | 2j:
            return "float or complex"
        case "a" "b":
            return "ab"
        case b"x":
            return "bytes"
        case None:
            return "none"
        case True:
            return "true"
        case False:
            return "false"
        case Color.RED:
            return "red"
        case [] | ():
            return "empty sequence"
        case {}:
            return "mapping"
        case str():
            return "other string"
        case int(n) if n > 100:
            return f"big {n}"
        case int() as k:
            return f"int {k}"
        case _:
            return "default"


class Color:
    RED = "red value"


for x in (0, 2, -1, 1.5, 2j, "ab", b"x", None, True, False, "red value", [], (), {}, {"a": 1}, "zzz", 500, 50,
          object, 1.0, 3.0):
    print(repr(x), f(x))

# expect:
# | 0 zero
# | 2 small
# | -1 minus one
# | 1.5 float or complex
# | 2j float or complex
# | 'ab' ab
# | b'x' bytes
# | None none
# | True small
# | False zero
# | 'red value' red
# | [] empty sequence
# | () empty sequence
# | {} mapping
# | {'a': 1} mapping
# | 'zzz' other string
# | 500 big 500
# | 50 int 50
# | <class 'object'> default
# | 1.0 small
# | 3.0 small
