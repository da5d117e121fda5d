def f(mode):
    out = []
    for i in range(4):
        try:
            out.append(("try", i))
            if mode == "break" and i == 1:
                break
            if mode == "continue" and i == 1:
                continue
            if mode == "raise" and i == 1:
                raise ValueError
            if mode == "return" and i == 1:
                return out
        except ValueError:
            out.append("except")
            if i == 1:
                continue
        else:
            out.append("else")
        finally:
            out.append("finally")
    else:
        out.append("for else")
    return out


for mode in ("none", "break", "continue", "raise", "return"):
    print(mode, f(mode))


def with_loop():
    class M:
        def __enter__(self):
            return self

        def __exit__(self, *a):
            log.append(a[0])
    log = []
    for i in range(4):
        with M():
            if i == 0:
                continue
            if i == 2:
                break
    return log, i


print(with_loop())


def while_try():
    n = 0
    while True:
        try:
            n += 1
            if n == 3:
                break
            1 / (n - 1)
        except ZeroDivisionError:
            continue
        finally:
            n += 1
        n = 2
    return n


print(while_try())


def nested():
    for i in range(3):
        try:
            for j in range(3):
                try:
                    if i == j == 1:
                        raise KeyError
                finally:
                    if j == 2:
                        break
        except KeyError:
            print("caught at", i, j)
            break
    return i, j


print(nested())

# expect:
# | none [('try', 0), 'else', 'finally', ('try', 1), 'else', 'finally', ('try', 2), 'else', 'finally', ('try', 3), 'else', 'finally', 'for else']
# | break [('try', 0), 'else', 'finally', ('try', 1), 'finally']
# | continue [('try', 0), 'else', 'finally', ('try', 1), 'finally', ('try', 2), 'else', 'finally', ('try', 3), 'else', 'finally', 'for else']
# | raise [('try', 0), 'else', 'finally', ('try', 1), 'except', 'finally', ('try', 2), 'else', 'finally', ('try', 3), 'else', 'finally', 'for else']
# | return [('try', 0), 'else', 'finally', ('try', 1), 'finally']
# | ([None, None, None], 2)
# | 4
# | caught at 1 1
# | (1, 1)
