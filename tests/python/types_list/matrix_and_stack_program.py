def matmul(a, b):
    return [[sum(x * y for x, y in zip(r, c)) for c in zip(*b)] for r in a]


def transpose(m):
    return [list(r) for r in zip(*m)]


m = [[1, 2], [3, 4]]
print(matmul(m, m), transpose([[1, 2, 3], [4, 5, 6]]), matmul(m, [[1, 0], [0, 1]]) == m)


def rpn(expr):
    stack = []
    for t in expr.split():
        if t in "+-*/":
            b, a = stack.pop(), stack.pop()
            stack.append({"+": a + b, "-": a - b, "*": a * b, "/": a / b if b else None}[t])
        else:
            stack.append(float(t))
    return stack


print(rpn("3 4 + 2 *"), rpn("5 1 2 + 4 * + 3 -"))


def quicksort(a):
    if len(a) < 2:
        return a
    p, *rest = a
    return quicksort([x for x in rest if x < p]) + [p] + quicksort([x for x in rest if x >= p])


print(quicksort([3, 6, 1, 8, 2, 9, 2]))
sieve = [True] * 100
sieve[:2] = [False, False]
for i in range(2, 10):
    if sieve[i]:
        sieve[i * i::i] = [False] * len(sieve[i * i::i])
print([i for i, p in enumerate(sieve) if p])


def queens(n, row=0, cols=()):
    if row == n:
        return 1
    return sum(queens(n, row + 1, cols + (c,)) for c in range(n) if all(c != k and abs(c - k) != row - r for r, k in enumerate(cols)))


print([queens(n) for n in range(1, 7)])
pascal = [[1]]
while len(pascal) < 8:
    r = pascal[-1]
    pascal.append([1] + [a + b for a, b in zip(r, r[1:])] + [1])
print(pascal[-1])
grid = ["..#", "#..", "..."]
print(["".join(r) for r in zip(*grid[::-1])])
q = list(range(5))
for _ in range(3):
    q.append(q.pop(0))
print(q, [q[i:i + 2] for i in range(0, len(q), 2)])

# expect:
# | [[7, 10], [15, 22]] [[1, 4], [2, 5], [3, 6]] True
# | [14.0] [14.0]
# | [1, 2, 2, 3, 6, 8, 9]
# | [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97]
# | [1, 0, 0, 2, 10, 4]
# | [1, 7, 21, 35, 35, 21, 7, 1]
# | ['.#.', '...', '..#']
# | [3, 4, 0, 1, 2] [[3, 4], [0, 1], [2]]
