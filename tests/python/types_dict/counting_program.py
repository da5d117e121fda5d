text = "it was the best of times it was the worst of times it was the age of wisdom"
count = {}
for w in text.split():
    count[w] = count.get(w, 0) + 1
print(sorted(count.items(), key=lambda kv: (-kv[1], kv[0]))[:4])
by_len = {}
for w in count:
    by_len.setdefault(len(w), []).append(w)
print({k: sorted(by_len[k]) for k in sorted(by_len)})
graph = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}


def paths(a, b):
    return [[b]] if a == b else [[a] + p for n in graph[a] for p in paths(n, b)]


print(paths("a", "d"))
order, seen = [], set()


def visit(n):
    if n not in seen:
        seen.add(n)
        for m in graph[n]:
            visit(m)
        order.append(n)


for n in graph:
    visit(n)
print(order)
memo = {}


def collatz(n):
    if n == 1:
        return 1
    if n not in memo:
        memo[n] = 1 + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)
    return memo[n]


print(max(range(1, 3000), key=collatz), len(memo))


class LRU:
    def __init__(self, size):
        self.size, self.data = size, {}

    def get(self, k):
        if k in self.data:
            self.data[k] = self.data.pop(k)
            return self.data[k]

    def put(self, k, v):
        self.data.pop(k, None)
        self.data[k] = v
        if len(self.data) > self.size:
            del self.data[next(iter(self.data))]


c = LRU(2)
c.put("a", 1); c.put("b", 2); c.get("a"); c.put("c", 3)
print(c.data, c.get("b"))
matrix = {(i, j): i * j for i in range(50) for j in range(50)}
print(len(matrix), matrix[49, 49], sum(matrix.values()), (50, 0) in matrix)
table = {}
for i in range(200000):
    table[i * 7919 % 100003] = i
print(len(table), table[0], sum(table) % 1000007)

# expect:
# | [('it', 3), ('of', 3), ('the', 3), ('was', 3)]
# | {2: ['it', 'of'], 3: ['age', 'the', 'was'], 4: ['best'], 5: ['times', 'worst'], 6: ['wisdom']}
# | [['a', 'b', 'd'], ['a', 'c', 'd']]
# | ['d', 'b', 'c', 'a']
# | 2919 6518
# | {'a': 1, 'c': 3} None
# | 2500 2401 1500625 False
# | 100003 100003 215003
