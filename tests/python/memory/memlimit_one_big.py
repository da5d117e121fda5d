for f in (lambda: bytearray(10 ** 8), lambda: [None] * 10 ** 8, lambda: "x" * 10 ** 9, lambda: (1,) * 10 ** 8,
          lambda: b"ab" * 10 ** 8, lambda: list(range(10 ** 8)), lambda: 1 << 10 ** 10, lambda: set(range(10 ** 8)),
          lambda: {i: i for i in range(10 ** 8)}, lambda: "".join("ab" for i in range(10 ** 8)),
          lambda: tuple(i for i in range(10 ** 8)), lambda: "a".rjust(10 ** 9), lambda: sorted(range(10 ** 8))):
    try:
        f()
        print("no error")
    except MemoryError as e:
        print(type(e).__name__, e.args)
print("alive", [1, 2, 3])

# flags: -X memlimit=16M
# expect:
# | MemoryError ()
# | MemoryError ()
# | MemoryError ()
# | MemoryError ()
# | MemoryError ()
# | MemoryError ()
# | MemoryError ()
# | MemoryError ()
# | MemoryError ()
# | MemoryError ()
# | MemoryError ()
# | MemoryError ()
# | MemoryError ()
# | alive [1, 2, 3]
