import os

path = "/tmp/ouro_open_write_%d.txt" % os.getpid()
with open(path, "w") as f:
    print(f.write("one\n"), f.write("twö\n"))
    f.writelines(["three\n", "four"])
    print("five", file=f)
with open(path) as f:
    print(f.read().split("\n"))
with open(path, "a") as f:
    f.write("appended\n")
with open(path) as f:
    for i, line in enumerate(f, 1):
        print(i, line.rstrip())
with open(path, "rb") as f:
    data = f.read()
print(len(data), data[:8])
with open(path, "wb") as f:
    print(f.write(b"\x00\x01\xff"))
with open(path, "rb") as f:
    print(f.read())
try:
    with open(path, "x") as f:
        pass
except FileExistsError as e:
    print(type(e).__name__, e.errno)
try:
    with open(path) as f:
        f.write("no")
except Exception as e:
    print(type(e).__name__, e)
try:
    with open(path, "w") as f:
        f.write(b"bytes")
except TypeError as e:
    print(e)
with open(path, "w", encoding="latin-1", newline="") as f:
    f.write("é\r\n")
with open(path, "rb") as f:
    print(f.read())
os.remove(path)
print(os.path.exists(path))

# flags: not-yet
# expect:
# | 4 4
# | ['one', 'twö', 'three', 'fourfive', '']
# | 1 one
# | 2 twö
# | 3 three
# | 4 fourfive
# | 5 appended
# | 33 b'one\ntw\xc3\xb6'
# | 3
# | b'\x00\x01\xff'
# | FileExistsError 17
# | UnsupportedOperation not writable
# | write() argument must be str, not bytes
# | b'\xe9\r\n'
# | False
