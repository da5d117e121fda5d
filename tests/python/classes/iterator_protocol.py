class Count:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Count(3)), sum(Count(4)), max(Count(5)), 2 in Count(4), [*Count(2)], dict(zip("ab", Count(2))))
c = Count(2)
for x in c:
    print(x)
print(list(c))
a, b = Count(2)
print(a, b)


class NotIter:
    __iter__ = None


class BadIter:
    def __iter__(self):
        return 5


class OldStyle:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i * i


print(list(OldStyle()), 4 in OldStyle(), tuple(iter(OldStyle())))
for bad in (NotIter(), BadIter()):
    try:
        iter(bad)
    except TypeError as e:
        print(e)


class Raises:
    def __iter__(self):
        return self

    def __next__(self):
        raise ValueError("in next")


try:
    for x in Raises():
        pass
except ValueError as e:
    print(e)


class Stops:
    def __iter__(self):
        raise StopIteration("in iter")


try:
    list(Stops())
except StopIteration as e:
    print("StopIteration", e)
it = iter([1])
print(next(it), next(it, "default"), next(it, None))
try:
    next(it)
except StopIteration as e:
    print(repr(e), e.value)
it = iter([1, 2, 3])
print(it.__length_hint__(), iter(it) is it, next(it), list(it))

# expect:
# | [2, 1, 0] 6 4 True [1, 0] {'a': 1, 'b': 0}
# | 1
# | 0
# | []
# | 1 0
# | [0, 1, 4, 9] True (0, 1, 4, 9)
# | 'NotIter' object is not iterable
# | iter() returned non-iterator of type 'int'
# | in next
# | StopIteration in iter
# | 1 default None
# | StopIteration() None
# | 3 True 1 [2, 3]
