class K:
    def __init__(self, k):
        self.k = k

    def __hash__(self):
        return hash(self.k)

    def __eq__(self, o):
        return isinstance(o, K) and self.k == o.k


d = {K(1): "one", K("two"): 2}
print(d[K(1)], d[K("two")], K(1) in d, K(3) in d, len({K(1), K(1), K(2)}))


class NoHash:
    __hash__ = None


class EqOnly:
    def __eq__(self, o):
        return True


class HashSub(EqOnly):
    __hash__ = object.__hash__


for bad in (NoHash(), EqOnly(), [], {}, {1}, ([],), slice(1)):
    try:
        hash(bad)
        print("hashable")
    except TypeError as e:
        print(e)
print(isinstance(hash(HashSub()), int))


class BadHash:
    def __hash__(self):
        return "not an int"


class BigHash:
    def __hash__(self):
        return 2 ** 100


class Raises:
    def __hash__(self):
        raise RuntimeError("no hash today")


for o in (BadHash(), Raises()):
    try:
        {o: 1}
    except (TypeError, RuntimeError) as e:
        print(e)
print(hash(BigHash()) == hash(2 ** 100), hash(-1) == -2, hash(True) == hash(1) == hash(1.0) == hash(1 + 0j))
print(hash(2 ** 61 - 1), hash(2 ** 61), hash(0.5) == hash(1 / 2), hash(float("inf")), hash(-float("inf")))
print(hash((1, 2)) == hash((1, 2)), hash("a") == hash("a"), hash(b"a") == hash(b"a"))
print(hash(frozenset([1, 2])) == hash(frozenset([2, 1])))
print(hash(None) == hash(None), hash(10 ** 20) == hash(1e20), hash(range(3)) == hash(range(0, 3, 1)))

# expect:
# | one 2 True False 2
# | unhashable type: 'NoHash'
# | unhashable type: 'EqOnly'
# | unhashable type: 'list'
# | unhashable type: 'dict'
# | unhashable type: 'set'
# | unhashable type: 'list'
# | unhashable type: 'slice'
# | True
# | __hash__ method should return an integer
# | no hash today
# | True True True
# | 0 1 True 314159 -314159
# | True True True
# | True
# | True True True
