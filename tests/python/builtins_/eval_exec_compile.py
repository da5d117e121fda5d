print(eval("1 + 2"), eval("x * 2", {"x": 5}), eval("a + b", {"a": 1}, {"b": 2}), eval("  1 "))
print(eval("[i for i in range(3)]"), eval("(lambda x: x + 1)(5)"))
ns = {}
exec("a = 1\nb = a + 1\ndef f(): return a + b", ns)
print(ns["a"], ns["b"], ns["f"](), "__builtins__" in ns)
loc = {}
exec("v = g + 1", {"g": 10}, loc)
print(loc)
code = compile("y = 5\ny * 2", "<file>", "exec")
print(exec(code, ns), ns["y"], type(code).__name__, code.co_filename, code.co_name)
print(eval(compile("3 * 4", "<e>", "eval")), exec(compile("z = 1", "s", "single"), ns))
exec(compile("1 + 1\n'printed'", "s", "single") if False else compile("1 + 1", "s", "single"))
x = "module"


def f():
    x = "local"
    exec("x = 'changed'")
    return x, eval("x"), eval("x", globals())


print(f())
exec("new_global = 7")
print(new_global)


class M(dict):
    def __missing__(self, k):
        return "missing " + k


print(eval("foo", {}, M()), eval("len([1])"), eval("__name__"))
for g in (lambda: eval("1 +"), lambda: eval("x = 1"), lambda: eval(""), lambda: eval("undefined"),
          lambda: exec("raise ValueError('v')"), lambda: compile("1", "f", "bad"), lambda: eval(5),
          lambda: exec(5), lambda: eval("1", 5), lambda: eval("a\n b"), lambda: compile(5, "f", "eval"),
          lambda: eval("1; 2"), lambda: eval("1\0"), lambda: exec("return 1"), lambda: exec("x", {}, 5),
          lambda: eval(b"1 + 1"), lambda: compile("a b", "f", "single")):
    try:
        print(g())
    except Exception as e:
        print(type(e).__name__, e)
exec("for i in range(2):\n    print('in exec', i)")
exec("class K:\n    v = 3", ns)
print(ns["K"].v, eval("K().v", ns), eval("[v := 5, v]"))
try:
    exec("import no_such_mod")
except ImportError as e:
    print(e)
env = {"__builtins__": {"len": len}}
print(eval("len('abc')", env))
try:
    eval("print(1)", env)
except NameError as e:
    print(e)

# expect:
# | 3 10 3 1
# | [0, 1, 2] 6
# | 1 2 3 True
# | {'v': 11}
# | None 5 code <file> <module>
# | 12 None
# | 2
# | ('local', 'local', 'module')
# | 7
# | missing foo 1 __main__
# | SyntaxError invalid syntax (<string>, line 1)
# | SyntaxError invalid syntax (<string>, line 1)
# | SyntaxError invalid syntax (<string>, line 0)
# | NameError name 'undefined' is not defined
# | ValueError v
# | ValueError compile() mode must be 'exec', 'eval' or 'single'
# | TypeError eval() arg 1 must be a string, bytes or code object
# | TypeError exec() arg 1 must be a string, bytes or code object
# | TypeError globals must be a dict
# | IndentationError unexpected indent (<string>, line 2)
# | TypeError compile() arg 1 must be a string, bytes or AST object
# | SyntaxError invalid syntax (<string>, line 1)
# | ValueError source code string cannot contain null bytes
# | SyntaxError 'return' outside function (<string>, line 1)
# | TypeError locals must be a mapping or None, not int
# | 2
# | SyntaxError invalid syntax (f, line 1)
# | in exec 0
# | in exec 1
# | 3 3 [5, 5]
# | No module named 'no_such_mod'
# | 3
# | name 'print' is not defined
