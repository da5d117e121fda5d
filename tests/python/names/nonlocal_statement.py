def counter():
    n = 0

    def bump(by=1):
        nonlocal n
        n += by
        return n

    def get():
        return n
    return bump, get


bump, get = counter()
bump()
bump(10)
print(get())


def deep():
    v = "outer"

    def middle():
        def inner():
            nonlocal v
            v = "inner"
        inner()
    middle()
    return v


print(deep())


def deletes():
    v = 1

    def kill():
        nonlocal v
        del v
    kill()
    try:
        return v
    except NameError as e:
        return str(e)


print(deletes())
for source in ("def f():\n    nonlocal q\n", "nonlocal z\n", "def f(a):\n    nonlocal a\n",
               "def f():\n    x = 1\n    def g():\n        print(x)\n        nonlocal x\n",
               "def f():\n    print(x)\n    global x\n", "def f(a):\n    global a\n"):
    try:
        exec(source)
    except SyntaxError as e:
        print(e.msg, e.lineno)

# expect:
# | 11
# | inner
# | cannot access local variable 'v' where it is not associated with a value
# | no binding for nonlocal 'q' found 2
# | nonlocal declaration not allowed at module level 1
# | name 'a' is parameter and nonlocal 2
# | name 'x' is used prior to nonlocal declaration 5
# | name 'x' is used prior to global declaration 3
# | name 'a' is parameter and global 2
