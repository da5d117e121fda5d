with open(__file__) as f:
    first = f.readline()
    second = f.readline()
    print(repr(first), repr(second), f.closed, f.mode, f.name.endswith("open_basics.py"))
print(f.closed)
try:
    f.read()
except ValueError as e:
    print(e)
with open(__file__) as f:
    lines = f.readlines()
print(len(lines) > 10, lines[0] == first)
with open(__file__) as f:
    text = f.read()
print(text == "".join(lines), [l.strip() for l in open(__file__)][0])
with open(__file__, "rb") as f:
    b = f.read(4)
    print(b, f.read(5), f.tell(), f.seek(0), f.read(4))
    print(f.read().decode() == text[4:])
for args in (("/no/such/file",), ("/",), (__file__, "q"), (5.5,), ("a\0b",), (__file__, "r", "x"),
          (__file__, "rw"), ()):
    try:
        open(*args)
    except (OSError, ValueError, TypeError) as e:
        print(type(e).__name__, str(e)[:60])

# expect:
# | 'with open(__file__) as f:\n' '    first = f.readline()\n' False r True
# | True
# | I/O operation on closed file.
# | True True
# | True with open(__file__) as f:
# | b'with' b' open' 9 0 b'with'
# | True
# | FileNotFoundError [Errno 2] No such file or directory: '/no/such/file'
# | IsADirectoryError [Errno 21] Is a directory: '/'
# | ValueError invalid mode: 'q'
# | TypeError expected str, bytes or os.PathLike object, not float
# | ValueError embedded null byte
# | TypeError 'str' object cannot be interpreted as an integer
# | ValueError must have exactly one of create/read/write/append mode
# | TypeError open() missing required argument 'file' (pos 1)
