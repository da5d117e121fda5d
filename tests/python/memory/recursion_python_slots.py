def attempt(f):
    try:
        return f()
    except RecursionError as e:
        return type(e).__name__


class C:
    def __add__(self, o):
        return self + o

    def __eq__(self, o):
        return self == o

    def __lt__(self, o):
        return self < o

    def __getattr__(self, n):
        return getattr(self, n + "x")

    def __getitem__(self, k):
        return self[k]

    def __call__(self):
        return self()

    def __str__(self):
        return str(self)

    def __len__(self):
        return len(self)

    def __iter__(self):
        return iter(self)

    def __contains__(self, x):
        return x in self

    def __hash__(self):
        return hash(self)

    def __bool__(self):
        return bool(self)

    def __format__(self, spec):
        return format(self, spec)


c = C()
print(attempt(lambda: c + 1), attempt(lambda: c == 1), attempt(lambda: c < 1), attempt(lambda: c.a))
print(attempt(lambda: c[0]))
print(attempt(lambda: c()), attempt(lambda: str(c)), attempt(lambda: len(c)), attempt(lambda: iter(c)))
print(attempt(lambda: 1 in c), attempt(lambda: hash(c)), attempt(lambda: bool(c)), attempt(lambda: f"{c}"))


def g():
    yield from g()


print(attempt(lambda: list(g())))


def attempt_forever():
    return [attempt_forever() for _ in range(1)]


print(attempt(lambda: sorted([3, 2, 1], key=lambda x: attempt_forever())))


print(attempt(lambda: list(map(lambda x: attempt_forever(), [1]))))
print("alive")

# expect:
# | RecursionError RecursionError RecursionError RecursionError
# | RecursionError
# | RecursionError RecursionError RecursionError RecursionError
# | RecursionError RecursionError RecursionError RecursionError
# | RecursionError
# | RecursionError
# | RecursionError
# | alive
