def ret_in_finally():
    try:
        return "try"
    finally:
        return "finally"


def ret_value_kept():
    x = 1
    try:
        return x
    finally:
        x = 2


def brk():
    for i in range(5):
        try:
            if i == 2:
                break
        finally:
            print("finally", i)
    return i


def cont():
    out = []
    for i in range(4):
        try:
            if i % 2:
                continue
            out.append(i)
        finally:
            out.append("f")
    return out


def swallow():
    while True:
        try:
            raise ValueError
        finally:
            break
    return "swallowed by break"


def nested():
    try:
        try:
            return "inner"
        finally:
            print("f1")
    finally:
        print("f2")


def ret_in_except():
    try:
        raise KeyError
    except KeyError:
        return "from except"
    finally:
        print("after return value is made")


def cont_in_finally():
    n = 0
    for i in range(3):
        try:
            raise ValueError
        finally:
            n += 1
            continue
    return n


def raise_in_finally():
    try:
        try:
            raise ValueError("first")
        finally:
            raise KeyError("second")
    except KeyError as e:
        return repr(e), repr(e.__context__)


def deep():
    for i in range(3):
        for j in range(3):
            try:
                try:
                    if j == 1:
                        break
                    if i == 2:
                        return i, j
                finally:
                    print("i", i, "j", j)
            finally:
                pass


def gen():
    try:
        yield 1
        return "r"
    finally:
        print("gen finally")


for f in (ret_in_finally, ret_value_kept, brk, cont, swallow, nested, ret_in_except, cont_in_finally,
          raise_in_finally, deep):
    print(f.__name__, f())
print(list(gen()))

# expect:
# | ret_in_finally finally
# | ret_value_kept 1
# | finally 0
# | finally 1
# | finally 2
# | brk 2
# | cont [0, 'f', 'f', 2, 'f', 'f']
# | swallow swallowed by break
# | f1
# | f2
# | nested inner
# | after return value is made
# | ret_in_except from except
# | cont_in_finally 3
# | raise_in_finally ("KeyError('second')", "ValueError('first')")
# | i 0 j 0
# | i 0 j 1
# | i 1 j 0
# | i 1 j 1
# | i 2 j 0
# | deep (2, 0)
# | gen finally
# | [1]
