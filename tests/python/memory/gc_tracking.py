import gc


class Plain:
    pass


class Slotted:
    __slots__ = ("a",)


class Empty:
    __slots__ = ()


for name, value in [("int", 5), ("float", 1.5), ("str", "s"), ("bytes", b"b"), ("None", None), ("list", []),
                    ("list of ints", [1, 2]), ("instance", Plain()), ("slotted", Slotted()), ("class", Plain),
                    ("function", lambda: 0), ("dict of list", {"k": []}), ("set", {1}), ("module", gc)]:
    print(name, gc.is_tracked(value))
print(gc.is_finalized(5), gc.is_finalized([]))


class F:
    def __del__(self):
        kept.append(self)


kept = []
f = F()
print(gc.is_finalized(f))
del f
print(gc.is_finalized(kept[0]))

# expect:
# | int False
# | float False
# | str False
# | bytes False
# | None False
# | list True
# | list of ints True
# | instance True
# | slotted True
# | class True
# | function True
# | dict of list True
# | set True
# | module True
# | False False
# | False
# | True
