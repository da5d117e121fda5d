def f(x):
    match x:
        case [1, 2]:
            return "one two"
        case [1, *rest]:
            return "one and", rest
        case [a, [b, c]]:
            return "nested", a, b, c
        case (a, b):
            return "pair", a, b
        case [*_, last] if last == "end":
            return "ends"
        case [first, *middle, last] if len(x) > 3:
            return first, middle, last
        case [_]:
            return "single"
        case "text":
            return "string is no sequence"
        case [*all]:
            return "all", all
        case _:
            return "no"


for x in ([1, 2], [1], [1, 2, 3], (1, 5), [5, [6, 7]], [5, 6], [3, 4, "end"], [1.0, 2.0], ["x"], [4, 5, 6],
          [2, 3, 4, 5], range(3), "ab", "text", b"ab", bytearray(b"ab"), {1, 2}, {1: 2}, iter([1]), (),
          range(0)):
    print(type(x).__name__, f(x))


def unpack(cmd):
    match cmd.split():
        case ["go", ("north" | "south") as d]:
            return "going " + d
        case ["go", *_]:
            return "go where?"
        case ["get", thing] | ["pick", "up", thing]:
            return "got " + thing
        case ["quit" | "exit"]:
            return "bye"
        case []:
            return "nothing"
        case [other, *args]:
            return f"unknown {other} {len(args)}"


for c in ("go north", "go up now", "get lamp", "pick up sword", "exit", "", "dance a b"):
    print(unpack(c))

# expect:
# | list one two
# | list ('one and', [])
# | list ('one and', [2, 3])
# | tuple ('one and', [5])
# | list ('nested', 5, 6, 7)
# | list ('pair', 5, 6)
# | list ends
# | list one two
# | list single
# | list ('all', [4, 5, 6])
# | list (2, [3, 4], 5)
# | range ('all', [0, 1, 2])
# | str no
# | str string is no sequence
# | bytes no
# | bytearray no
# | set no
# | dict no
# | list_iterator no
# | tuple ('all', [])
# | range ('all', [])
# | going north
# | go where?
# | got lamp
# | got sword
# | bye
# | nothing
# | unknown dance 2
