for s in ("f'{undefined}'", "f'{1/0}'", "f'{1:z}'", "f'{\"s\":d}'", "f'{1.5:d}'", "f'{[]:5}'", "f'{None:5}'",
          "f'{1:.3d}'", "f'{1:,x}'", "f'{\"s\":,}'", "f'{\"s\":=5}'", "f'{1:{\"bad\"}}'", "f'{1:5%5}'",
          "f'{1:c}'", "f'{-1:c}'", "f'{\"a\":+}'", "f'{1j:=5}'", "f'{1:999999999999999999999}'",
          "f'{1.0:.99999999999999999f}'"):
    try:
        print(s, "->", eval(s))
    except Exception as e:
        print(s, "|", type(e).__name__, e)

# expect:
# | f'{undefined}' | NameError name 'undefined' is not defined
# | f'{1/0}' | ZeroDivisionError division by zero
# | f'{1:z}' | ValueError Negative zero coercion (z) not allowed in integer format specifier
# | f'{"s":d}' | ValueError Unknown format code 'd' for object of type 'str'
# | f'{1.5:d}' | ValueError Unknown format code 'd' for object of type 'float'
# | f'{[]:5}' | TypeError unsupported format string passed to list.__format__
# | f'{None:5}' | TypeError unsupported format string passed to NoneType.__format__
# | f'{1:.3d}' | ValueError Precision not allowed in integer format specifier
# | f'{1:,x}' | ValueError Cannot specify ',' with 'x'.
# | f'{"s":,}' | ValueError Cannot specify ',' with 's'.
# | f'{"s":=5}' | ValueError '=' alignment not allowed in string format specifier
# | f'{1:{"bad"}}' | ValueError Invalid format specifier 'bad' for object of type 'int'
# | f'{1:5%5}' | ValueError Invalid format specifier '5%5' for object of type 'int'
# | f'{1:c}' -> 
# | f'{-1:c}' | OverflowError %c arg not in range(0x110000)
# | f'{"a":+}' | ValueError Sign not allowed in string format specifier
# | f'{1j:=5}' | ValueError '=' alignment flag is not allowed in complex format specifier
# | f'{1:999999999999999999999}' | ValueError Too many decimal digits in format string
# | f'{1.0:.99999999999999999f}' | ValueError precision too big
