public = "public"
value = [1, 2]
_private = 0


class K:
    def m(self):
        return value


def f(a, b=1, *c):
    return a
