import gc


class C:
    pass


def kinds(o):
    return sorted(type(r).__name__ for r in gc.get_referrers(o) if r is not globals())


target = C()
print(kinds(target))
lst = [target]
tup = (target,)
d = {"k": target}
print(kinds(target))
print(any(r is lst for r in gc.get_referrers(target)))
print(any(r is globals() for r in gc.get_referrers(target)))
del lst, tup, d
print(kinds(target))
holder = C()
holder.x = target
print(len(kinds(target)))
del holder
a, b = C(), C()
both = [a, b]
print(sum(r is both for r in gc.get_referrers(a, b)))
print([r for r in gc.get_referents([1, "two"])])
print(sorted(gc.get_referents({"k": "v"}), key=str), gc.get_referents(5))
print(gc.get_referrers())
inst = C()
inst.attr = target
print(target in gc.get_referents(inst) or target in gc.get_referents(vars(inst)))
print(C in gc.get_referents(inst))


# expect:
# | []
# | ['dict', 'list', 'tuple']
# | True
# | True
# | []
# | 1
# | 1
# | ['two', 1]
# | ['v'] []
# | []
# | True
# | True
