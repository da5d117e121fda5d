def numbers(lines):
    for line in lines:
        for word in line.split():
            try:
                yield int(word)
            except ValueError:
                pass


def windows(it, n):
    w = []
    for x in it:
        w.append(x)
        if len(w) == n:
            yield tuple(w)
            del w[0]


def batch(it, n):
    it = iter(it)
    while True:
        b = [x for x, _ in zip(it, range(n))]
        if not b:
            return
        yield b


def chain(*its):
    for it in its:
        yield from it


def takewhile(p, it):
    for x in it:
        if not p(x):
            return
        yield x


def merge(a, b):
    a, b = iter(a), iter(b)
    x, y = next(a, None), next(b, None)
    while x is not None or y is not None:
        if y is None or x is not None and x <= y:
            yield x
            x = next(a, None)
        else:
            yield y
            y = next(b, None)


text = ["1 2 three 4", "", "5 six 7 8"]
print(list(numbers(text)))
print([sum(w) for w in windows(numbers(text), 3)])
print(list(batch(range(7), 3)))
print(list(chain("ab", [1], (), range(2))))
print(list(takewhile(lambda x: x < 5, numbers(text))))
print(list(merge([1, 4, 6], [2, 3, 7, 8])))


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


print(list(tree(4)))


def scheduler(tasks):
    queue = list(tasks)
    while queue:
        t = queue.pop(0)
        try:
            print(next(t), end=" ")
            queue.append(t)
        except StopIteration:
            pass
    print()


def task(name, n):
    for i in range(n):
        yield name + str(i)


scheduler([task("a", 3), task("b", 1), task("c", 2)])

# expect:
# | [1, 2, 4, 5, 7, 8]
# | [7, 11, 16, 20]
# | [[0, 1, 2], [4, 5, 6]]
# | ['a', 'b', 1, 0, 1]
# | [1, 2, 4]
# | [1, 2, 3, 4, 6, 7, 8]
# | [1, 2, 1, 3, 1, 2, 1, 4, 1, 2, 1, 3, 1, 2, 1]
# | a0 b0 c0 a1 c1 a2 
