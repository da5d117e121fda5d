a = [5, 2, 9, 1, 5, 6]
a.sort()
print(a, sorted(a, reverse=True), sorted("hello"), sorted({3: 1, 1: 2}), sorted([]), sorted((2, 1)))
words = ["banana", "Apple", "cherry", "date", "apple", "fig"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len))
print(sorted(words, key=len, reverse=True), sorted(words, key=lambda w: (len(w), w)))
pairs = [(i % 3, i) for i in range(12)]
print(sorted(pairs, key=lambda p: p[0]))
print(sorted(pairs, key=lambda p: p[0], reverse=True))
print(sorted([3, 1.5, True, 2 ** 70, -1]), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted([[2], [1, 5], [1]]))
for f in (lambda: sorted([1, "a"]), lambda: [1, None].sort(), lambda: sorted([1j, 2j]),
          lambda: [1].sort(lambda x: x), lambda: sorted([1, 2], key=5),
          lambda: sorted([3, 2], key=lambda x: 1 / (x - 3)), lambda: sorted(1, 2),
          lambda: sorted([1], reverse="x")):
    try:
        print(f())
    except (TypeError, ZeroDivisionError) as e:
        print(e)
seed = 42
data = []
for i in range(5000):
    seed = (seed * 1103515245 + 12345) % 2 ** 31
    data.append(seed)
s = sorted(data)
print(all(s[i] <= s[i + 1] for i in range(len(s) - 1)), s[0], s[-1], sorted(s) == s)
print(sorted(s[::-1]) == s, sorted(data, key=lambda x: -x) == s[::-1])
runs = list(range(1000)) + list(range(500, -1, -1)) + [7] * 300 + data[:100]
print(sorted(runs) == sorted(runs[::-1]), sorted(runs)[:5])


class Cmp:
    n = 0

    def __init__(self, v):
        self.v = v

    def __lt__(self, o):
        Cmp.n += 1
        return self.v < o.v


x = [Cmp(v) for v in range(1000)]
x.sort()
print("few comparisons on sorted data", Cmp.n < 1100)
x.reverse()
Cmp.n = 0
x.sort()
print("few comparisons on reversed data", Cmp.n < 1100)
lst = [3, 1, 2]


def spoil(v):
    lst.append(v)
    return v


try:
    lst.sort(key=spoil)
except ValueError as e:
    print(e, lst)


class Evil:
    def __lt__(self, o):
        lst2.clear()
        return True


lst2 = [Evil(), Evil(), Evil()]
try:
    lst2.sort()
except ValueError as e:
    print(e)

# expect:
# | [1, 2, 5, 5, 6, 9] [9, 6, 5, 5, 2, 1] ['e', 'h', 'l', 'l', 'o'] [1, 3] [] [1, 2]
# | ['Apple', 'apple', 'banana', 'cherry', 'date', 'fig'] ['Apple', 'apple', 'banana', 'cherry', 'date', 'fig'] ['fig', 'date', 'Apple', 'apple', 'banana', 'cherry']
# | ['banana', 'cherry', 'Apple', 'apple', 'date', 'fig'] ['fig', 'date', 'Apple', 'apple', 'banana', 'cherry']
# | [(0, 0), (0, 3), (0, 6), (0, 9), (1, 1), (1, 4), (1, 7), (1, 10), (2, 2), (2, 5), (2, 8), (2, 11)]
# | [(2, 2), (2, 5), (2, 8), (2, 11), (1, 1), (1, 4), (1, 7), (1, 10), (0, 0), (0, 3), (0, 6), (0, 9)]
# | [-1, True, 1.5, 3, 1180591620717411303424] [(0, 'z'), (1, 'a'), (1, 'b')] [[1], [1, 5], [2]]
# | '<' not supported between instances of 'str' and 'int'
# | '<' not supported between instances of 'NoneType' and 'int'
# | '<' not supported between instances of 'complex' and 'complex'
# | sort() takes no positional arguments
# | 'int' object is not callable
# | division by zero
# | sorted expected 1 argument, got 2
# | 'str' object cannot be interpreted as an integer
# | True 310570 2147139625 True
# | True True
# | True [0, 0, 1, 1, 2]
# | few comparisons on sorted data True
# | few comparisons on reversed data True
# | list modified during sort [1, 2, 3]
