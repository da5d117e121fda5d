def grow(kept):
    while True:
        kept.append(bytearray(1000000))


grow([])

# flags: -X memlimit=16M
# expect:
# stderr:
# | Traceback (most recent call last):
# |   File "memlimit_uncaught.py", line 6, in <module>
# |     grow([])
# |   File "memlimit_uncaught.py", line 3, in grow
# |     kept.append(bytearray(1000000))
# |                 ^^^^^^^^^^^^^^^^^^
# | MemoryError
# exit: 1
