def attempt(source, mode="eval"):
    try:
        compile(source, "s", mode)
        print("compiled")
    except (SyntaxError, MemoryError, RecursionError) as e:
        print("refused")


attempt("(" * 100000 + "1" + ")" * 100000)
attempt("[" * 100000 + "]" * 100000)
attempt("(" * 100000)
attempt("{" * 100000)
attempt("(" * 50 + "1" + ")" * 50)
attempt("if 1:\n" + "".join(" " * i + "if 1:\n" for i in range(1, 150)) + " " * 150 + "pass\n", "exec")
try:
    eval("(" * 250 + ")" * 250)
except SyntaxError as e:
    print(e)
try:
    exec("".join(" " * i + "if 1:\n" for i in range(0, 150)) + " " * 150 + "pass\n")
except IndentationError as e:
    print(e)
print(eval("-" * 50 + "1"), eval("not " * 51 + "0"))
print(eval("1" + "+1" * 500))
print("alive")

# expect:
# | refused
# | refused
# | refused
# | refused
# | compiled
# | refused
# | too many nested parentheses (<string>, line 1)
# | too many levels of indentation (<string>, line 101)
# | 1 True
# | 501
# | alive
