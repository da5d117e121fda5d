def attempt(what, source):
    try:
        compile(source, "s", "exec")
        verdict = "compiled"
    except (SyntaxError, MemoryError, RecursionError) as e:
        verdict = "refused"
    # Where the limit lies is the implementation's own affair; that there is an answer is not.
    print(what, "answered", verdict in ("compiled", "refused"))


N = 3000
attempt("minus", "-" * 100 * N + "1")
attempt("not", "not " * N + "1")
attempt("binary", "1" + "+1" * N)
attempt("power", "1" + "**1" * N)
attempt("compare", "1" + "<1" * N)
attempt("attribute", "a" + ".a" * N)
attempt("call", "f" + "()" * N)
attempt("index", "a" + "[0]" * N)
attempt("lambda", "lambda:" * N + "0")
attempt("ternary", "1 if 1 else " * N + "1")
attempt("elif", "if 1: pass\n" + "elif 1: pass\n" * N)
attempt("else", "".join("if 1: pass\nelse:\n" + "" for i in range(1)) + " pass")
attempt("await", "async def f():\n " + "await " * N + "x")
attempt("fstring", "f'" + "{" * N + "1" + "}" * N + "'")
attempt("string", "'a' " * N)
attempt("tuple", "(" + "1," * N * 10 + ")")
attempt("arguments", "f(" + ",".join("a%d" % i for i in range(N)) + ")")
attempt("functions", "".join(" " * i + "def f():\n" for i in range(99)) + " " * 99 + "pass")
attempt("and", "a and " * N + "a")
attempt("decorators", "@d\n" * N + "def f(): pass")
print("alive")

# expect:
# | minus answered True
# | not answered True
# | binary answered True
# | power answered True
# | compare answered True
# | attribute answered True
# | call answered True
# | index answered True
# | lambda answered True
# | ternary answered True
# | elif answered True
# | else answered True
# | await answered True
# | fstring answered True
# | string answered True
# | tuple answered True
# | arguments answered True
# | functions answered True
# | and answered True
# | decorators answered True
# | alive
