a, b = {1, 2, 3, 4}, {3, 4, 5}
for name, v in [("and", a & b), ("or", a | b), ("sub", a - b), ("xor", a ^ b), ("union", a.union([9], "x")),
          ("intersection", a.intersection([1, 3], {3})), ("difference", a.difference([1], [2])),
          ("symmetric", a.symmetric_difference([1, 10])), ("union none", a.union())]:
    print(name, sorted(v, key=str))
print(a <= a, a < a, {1} < a, a > {1, 2}, a >= b, a.issubset(range(10)), a.issuperset([1]))
print(a.isdisjoint([7]), a.isdisjoint(b), a == {4, 3, 2, 1}, a != b, set() <= a, frozenset(a) == a)
print(a == [1, 2, 3, 4])
c = a.copy()
c &= {1, 2, 99}
c |= {7}
c -= {1}
c ^= {7, 8}
print(sorted(c))
c.intersection_update([2, 8]); c.difference_update([8]); c.symmetric_difference_update([1, 2]); c.update("z")
print(sorted(c, key=str))
f = frozenset([1, 2])
print(sorted(f | {3}), sorted(f & {1}), f - {1}, f ^ {1}, f.union({5}) == {1, 2, 5}, f.copy() is f)
print(frozenset(f) is f, {f: 1}[frozenset([1, 2])])
for g in (lambda: a & [1], lambda: a.__iand__(5), lambda: a.union(5), lambda: a.intersection(1),
          lambda: [1] | a, lambda: a < [1], lambda: a.issubset(5), lambda: a.union([[]])):
    try:
        print(g())
    except TypeError as e:
        print(e)
print(sum({1, 2, 3}), max({4, 9}), sorted({"b", "a"}), sorted(map(str, {1})), any({0}), all(set()))
print(len({*a, *b}), set.union({1}, {2}, {3}) == {1, 2, 3})
s = {1, 2, 3}
s -= s
print(s, {1} & {1}, {1} - {1})


class Sub(set):
    pass


print(type(Sub([1]) | {2}).__name__, type(Sub([1]).copy()).__name__, Sub([1]) == {1}, repr(Sub([1])))

# expect:
# | and [3, 4]
# | or [1, 2, 3, 4, 5]
# | sub [1, 2]
# | xor [1, 2, 5]
# | union [1, 2, 3, 4, 9, 'x']
# | intersection [3]
# | difference [3, 4]
# | symmetric [10, 2, 3, 4]
# | union none [1, 2, 3, 4]
# | True False True True False True True
# | True False True True True True
# | False
# | [2, 8]
# | [1, 'z']
# | [1, 2, 3] [1] frozenset({2}) frozenset({2}) True True
# | True 1
# | unsupported operand type(s) for &: 'set' and 'list'
# | NotImplemented
# | 'int' object is not iterable
# | 'int' object is not iterable
# | unsupported operand type(s) for |: 'list' and 'set'
# | '<' not supported between instances of 'set' and 'list'
# | 'int' object is not iterable
# | unhashable type: 'list'
# | 6 9 ['a', 'b'] ['1'] False True
# | 5 True
# | set() {1} set()
# | set set True Sub({1})
