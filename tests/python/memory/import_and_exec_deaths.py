class C:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


exec("x = C('in exec globals')")
print(x.name)
del x
ns = {"C": C}
exec("y = C('in a namespace')\ndel C", ns)
ns.clear()
print("namespace cleared")
exec("C('temporary in exec')")
print(eval("C('in eval').name"))


def f():
    exec("z = C('local of exec')", globals(), {})
    print("exec done")


f()
loc = {}
exec("a = C('kept in locals')", globals(), loc)
print(sorted(loc))
loc = None
code = compile("w = C('from code')", "s", "exec")
exec(code)
exec(code)
print("second run replaced the first")
del w
ns = {"C": C}
exec("def g(c=C('default')):\n    return c", ns)
del ns["g"]
print("end")

# expect:
# | in exec globals
# | del in exec globals
# | del in a namespace
# | namespace cleared
# | del temporary in exec
# | del in eval
# | in eval
# | del local of exec
# | exec done
# | ['a']
# | del kept in locals
# | del from code
# | second run replaced the first
# | del from code
# | del default
# | end
