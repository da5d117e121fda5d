s = {1, 2, 3}
s.add(4)
s.add(1)
s.discard(2)
s.discard(99)
s.remove(3)
print(sorted(s), len(s), 1 in s, 2 in s, set(), {1}, set("aab") == {"a", "b"}, set([1, 1, 2]) == {1, 2})
print(frozenset([1]), frozenset(), set(range(3)) == {0, 1, 2})
s.update([5, 6], (7,), {8: 0})
print(sorted(s), s.copy() == s, s.copy() is s, {1, 1.0, True} == {1}, len({0, -0, 0.0, False}))
print(bool(set()), {s2 for s2 in (1, 2)} == {1, 2})
for f in (lambda: s.remove(99), lambda: set().pop(), lambda: {[]}, lambda: s.add([]), lambda: s[0],
          lambda: hash(s), lambda: s + s, lambda: set(5), lambda: s | [1], lambda: s < 5, lambda: [] in s,
          lambda: frozenset([1]).add(2), lambda: {{1}}, lambda: set(1, 2)):
    try:
        print(f())
    except (KeyError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)
x = {9}
print(x.pop(), x, {frozenset([1, 2]): "fs"}[frozenset([2, 1])], {frozenset([1])} == {frozenset([1])})
print({1} in [{1}], frozenset([1]) in {frozenset([1])}, {1} in {frozenset([1])})
x.clear()
print(repr(x), repr({5}), str(frozenset([5])), hash(frozenset([1, 2, 3])) == hash(frozenset([3, 2, 1])))
print(isinstance(frozenset(), set), type(frozenset([1]) | {2}).__name__)
print(type({2} | frozenset([1])).__name__)
big = set()
for i in range(100000):
    big.add(i * 31 % 50021)
print(len(big), sum(big), 50020 in big, -1 in big)
for i in range(50000):
    big.discard(i)
print(sorted(big))

# expect:
# | [1, 4] 2 True False set() {1} True True
# | frozenset({1}) frozenset() True
# | [1, 4, 5, 6, 7, 8] True False True 1
# | False True
# | KeyError 99
# | KeyError 'pop from an empty set'
# | TypeError unhashable type: 'list'
# | TypeError unhashable type: 'list'
# | TypeError 'set' object is not subscriptable
# | TypeError unhashable type: 'set'
# | TypeError unsupported operand type(s) for +: 'set' and 'set'
# | TypeError 'int' object is not iterable
# | TypeError unsupported operand type(s) for |: 'set' and 'list'
# | TypeError '<' not supported between instances of 'set' and 'int'
# | TypeError unhashable type: 'list'
# | AttributeError 'frozenset' object has no attribute 'add'
# | TypeError unhashable type: 'set'
# | TypeError set expected at most 1 argument, got 2
# | 9 set() fs True
# | True True True
# | set() {5} frozenset({5}) True
# | False frozenset
# | set
# | 50021 1251025210 True False
# | [50000, 50001, 50002, 50003, 50004, 50005, 50006, 50007, 50008, 50009, 50010, 50011, 50012, 50013, 50014, 50015, 50016, 50017, 50018, 50019, 50020]
