import sys


def attempt(f):
    try:
        f()
        print("no error")
    except (MemoryError, OverflowError, ValueError) as e:
        print(type(e).__name__, e)


huge = sys.maxsize
attempt(lambda: [0] * huge)
attempt(lambda: (0,) * huge)
attempt(lambda: "ab" * huge)
attempt(lambda: b"ab" * huge)
attempt(lambda: [1, 2] * huge)
attempt(lambda: [0] * (huge + 1))
attempt(lambda: bytes(huge))
attempt(lambda: bytearray(huge))
attempt(lambda: "x".ljust(huge))
attempt(lambda: "x".zfill(huge))
attempt(lambda: list(range(huge)))
attempt(lambda: "%*d" % (huge, 1))
attempt(lambda: 1 << huge)
attempt(lambda: "a".center(huge))
attempt(lambda: (5).to_bytes(huge, "big"))
lst = [1]
attempt(lambda: lst.__imul__(huge))
print(lst, "alive")

# flags: not-yet
# expect:
# | MemoryError 
# | MemoryError 
# | OverflowError repeated string is too long
# | OverflowError repeated bytes are too long
# | MemoryError 
# | OverflowError cannot fit 'int' into an index-sized integer
# | OverflowError byte string is too large
# | MemoryError 
# | MemoryError 
# | MemoryError 
# | MemoryError 
# | MemoryError 
# | MemoryError 
# | MemoryError 
# | OverflowError byte string is too large
# | MemoryError 
# | [1] alive
