s = list(range(10))
print(s[2:5], s[:3], s[7:], s[:], s[::2], s[::-1], s[-3:], s[:-3], s[8:2:-2], s[5:2], s[100:], s[-100:2])
print("hello"[1:3], (1, 2, 3)[1:], b"abc"[:2], range(10)[2:8:2], "hello"[::-1])
s[2:4] = ["a", "b", "c"]
print(s)
s[1:1] = [99]
s[::3] = [0] * len(s[::3])
print(s)
del s[1:4], s[-1]
print(s)
for f in (lambda: s["a"], lambda: s[1.0], lambda: s[1:"x"], lambda: s[::0], lambda: [1][5], lambda: (1,)[5],
          lambda: "a"[3], lambda: b"a"[9], lambda: range(3)[5], lambda: {}[1:2],
          lambda: s.__setitem__(slice(0, 4, 2), [1]), lambda: s.__setitem__(99, 1)):
    try:
        print(f())
    except (TypeError, ValueError, IndexError) as e:
        print(type(e).__name__, e)


class S:
    def __getitem__(self, k):
        return k


x = S()
print(x[1:2], x[1:2, 3], x[..., 1], x[:, ::2], x[()], x[-1], x["a":"b":"c"], x[1,])
print(slice(1, 10, 2).indices(6), slice(None, None, -1).indices(3), slice(-2, None).indices(5))


class I:
    def __index__(self):
        return 2


print([10, 20, 30][I()], "abcd"[I():], [1, 2, 3, 4][:I()])
m = [[1, 2], [3, 4]]
m[0][1], m[1][0] = m[1][0], m[0][1]
print(m)

# expect:
# | [2, 3, 4] [0, 1, 2] [7, 8, 9] [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] [0, 2, 4, 6, 8] [9, 8, 7, 6, 5, 4, 3, 2, 1, 0] [7, 8, 9] [0, 1, 2, 3, 4, 5, 6] [8, 6, 4] [] [] [0, 1]
# | el (2, 3) b'ab' range(2, 8, 2) olleh
# | [0, 1, 'a', 'b', 'c', 4, 5, 6, 7, 8, 9]
# | [0, 99, 1, 0, 'b', 'c', 0, 5, 6, 0, 8, 9]
# | [0, 'b', 'c', 0, 5, 6, 0, 8]
# | TypeError list indices must be integers or slices, not str
# | TypeError list indices must be integers or slices, not float
# | TypeError slice indices must be integers or None or have an __index__ method
# | ValueError slice step cannot be zero
# | IndexError list index out of range
# | IndexError tuple index out of range
# | IndexError string index out of range
# | IndexError index out of range
# | IndexError range object index out of range
# | TypeError unhashable type: 'slice'
# | ValueError attempt to assign sequence of size 1 to extended slice of size 2
# | IndexError list assignment index out of range
# | slice(1, 2, None) (slice(1, 2, None), 3) (Ellipsis, 1) (slice(None, None, None), slice(None, None, 2)) () -1 slice('a', 'b', 'c') (1,)
# | (1, 6, 2) (2, -1, -1) (3, 5, 1)
# | 30 cd [1, 2]
# | [[1, 3], [2, 4]]
