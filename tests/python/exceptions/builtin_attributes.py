def caught(f):
    try:
        f()
    except BaseException as e:
        return e


def stop():
    raise StopIteration(5)


e = caught(stop)
print(e.value, e.args, StopIteration().value, StopIteration(1, 2).value)
e = caught(lambda: open("/no/such/file"))
print(type(e).__name__, e.errno, e.strerror, e.filename, e)
e = OSError(2, "text", "name")
print(type(e).__name__, e, e.args, e.filename, repr(e))
print(OSError(1), OSError(1, "x"), type(OSError(13, "x")).__name__, OSError(2, "m", "a", None, "b"))
e = caught(lambda: "é".encode("ascii"))
print(e.encoding, e.object, e.start, e.end, e.reason, e)
e = caught(lambda: b"\xff\xfe".decode("utf-8"))
print(e.encoding, e.object, e.start, e.end, e.reason, e)
e = caught(lambda: compile("x = (", "file", "exec"))
print(e.msg, e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset, e)
e = caught(lambda: __import__("no_such_module"))
print(type(e).__name__, e.name, e.path, e.msg, e)
e = ImportError("m", name="n", path="p")
print(e, e.name, e.path, repr(e))
e = SystemExit(3)
print(e.code, SystemExit().code, SystemExit(1, 2).code, SystemExit("text").code)
e = caught(lambda: [].nothing)
print(e.name, e.obj)
e = AttributeError("m", name="n", obj=5)
print(e.name, e.obj, e)
e = caught(lambda: undefined)
print(e.name)
e = SyntaxError("m", ("f", 1, 2, "text", 1, 4))
print(e.msg, e.filename, e.lineno, e.offset, e.text, str(e))
print(UnicodeDecodeError("utf-8", b"abc", 1, 2, "why"), UnicodeEncodeError("ascii", "abc", 0, 2, "why"))
print(KeyboardInterrupt("k"), GeneratorExit().args, MemoryError(), repr(NotImplementedError()))
for f in (lambda: SyntaxError("m", 5), lambda: UnicodeDecodeError(1), lambda: ImportError("x", bad=1),
          lambda: ValueError(x=1)):
    print(caught(f))

# flags: not-yet
# expect:
# | 5 (5,) None 1
# | FileNotFoundError 2 No such file or directory /no/such/file [Errno 2] No such file or directory: '/no/such/file'
# | FileNotFoundError [Errno 2] text: 'name' (2, 'text') name FileNotFoundError(2, 'text')
# | 1 [Errno 1] x PermissionError [Errno 2] m: 'a' -> 'b'
# | ascii é 0 1 ordinal not in range(128) 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
# | utf-8 b'\xff\xfe' 0 1 invalid start byte 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
# | '(' was never closed file 1 5 x = (
# |  1 0 '(' was never closed (file, line 1)
# | ModuleNotFoundError no_such_module None No module named 'no_such_module' No module named 'no_such_module'
# | m n p ImportError('m')
# | 3 None (1, 2) text
# | nothing []
# | n 5 m
# | undefined
# | m f 1 2 text m (f, line 1)
# | 'utf-8' codec can't decode byte 0x62 in position 1: why 'ascii' codec can't encode characters in position 0-1: why
# | k ()  NotImplementedError()
# | 'int' object is not iterable
# | function takes exactly 5 arguments (1 given)
# | 'bad' is an invalid keyword argument for ImportError()
# | ValueError() takes no keyword arguments
