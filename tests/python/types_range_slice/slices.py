s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None), slice(1, None), slice("a", "b"))
print(s == slice(1, 10, 2), s != slice(1), slice(1) < slice(2), repr(slice(None, None, -1)))
for length in (0, 5, 20):
    print([sl.indices(length) for sl in (s, slice(None), slice(None, None, -1), slice(-3, None), slice(100, -100, -3), slice(2, 2))])
print(list(range(10))[s], "abcdefghij"[s], tuple(range(10))[s], range(10)[s], b"abcdefghij"[s])
print(bytearray(b"abcdefghij")[s])
for f in (lambda: slice(), lambda: slice(1, 2, 3, 4), lambda: slice(1).indices(-1),
          lambda: slice(1).indices("a"), lambda: slice(1, 2, 0).indices(5), lambda: slice("a").indices(5),
          lambda: setattr(s, "start", 2), lambda: [1, 2][slice("x", "y")], lambda: hash(s),
          lambda: slice(1) < 5, lambda: s[0]):
    try:
        print(f())
    except (TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)


class G:
    def __getitem__(self, k):
        return k

    def __setitem__(self, k, v):
        print("set", k, v)

    def __delitem__(self, k):
        print("del", k)


g = G()
g[1:2] = "v"
del g[::3]
print(g[1:2:3], g[:, 1], g[::], g[lambda: 0:1].stop, type(g[...]).__name__, g[1:2, 3:4], g[None:None])

# expect:
# | slice(1, 10, 2) 1 10 2 slice(None, 5, None) slice(None, None, None) slice(1, None, None) slice('a', 'b', None)
# | True True True slice(None, None, -1)
# | [(0, 0, 2), (0, 0, 1), (-1, -1, -1), (0, 0, 1), (-1, -1, -3), (0, 0, 1)]
# | [(1, 5, 2), (0, 5, 1), (4, -1, -1), (2, 5, 1), (4, -1, -3), (2, 2, 1)]
# | [(1, 10, 2), (0, 20, 1), (19, -1, -1), (17, 20, 1), (19, -1, -3), (2, 2, 1)]
# | [1, 3, 5, 7, 9] bdfhj (1, 3, 5, 7, 9) range(1, 10, 2) b'bdfhj'
# | bytearray(b'bdfhj')
# | TypeError slice expected at least 1 argument, got 0
# | TypeError slice expected at most 3 arguments, got 4
# | ValueError length should not be negative
# | TypeError 'str' object cannot be interpreted as an integer
# | ValueError slice step cannot be zero
# | TypeError slice indices must be integers or None or have an __index__ method
# | AttributeError readonly attribute
# | TypeError slice indices must be integers or None or have an __index__ method
# | TypeError unhashable type: 'slice'
# | TypeError '<' not supported between instances of 'slice' and 'int'
# | TypeError 'slice' object is not subscriptable
# | set slice(1, 2, None) v
# | del slice(None, None, 3)
# | slice(1, 2, 3) (slice(None, None, None), 1) slice(None, None, None) 1 ellipsis (slice(1, 2, None), slice(3, 4, None)) slice(None, None, None)
