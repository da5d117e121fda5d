class AppError(Exception):
    "Base."

    def __init__(self, code, *details):
        super().__init__(code, *details)
        self.code = code

    def __str__(self):
        return f"[{self.code}] " + ", ".join(map(str, self.args[1:]))


class NotFound(AppError):
    def __init__(self, what):
        super().__init__(404, what, "missing")
        self.what = what


try:
    raise NotFound("page")
except AppError as e:
    print(e, repr(e), e.code, e.what, e.args, type(e).__mro__[1].__name__)


class Bare(Exception):
    pass


for args in ((), ("one",), ("one", 2), (("t",),), (None,)):
    e = Bare(*args)
    print(str(e), "|", repr(e), "|", e.args)


class NoInit(Exception):
    def __init__(self, x):
        self.x = x


n = NoInit(5)
print(n.args, str(n), n.x)


class KeyLike(KeyError):
    pass


print(str(KeyError("k")), str(KeyError()), str(KeyError(1, 2)), str(KeyLike("q")), str(ValueError("k")))
e = Exception("a")
e.args = [1, 2]
print(e.args, e)
e.extra = "attribute"
print(vars(e))
try:
    raise Bare
except Exception as caught:
    print(type(caught).__name__, caught.args)
try:
    class C:
        pass
    raise C
except TypeError as e:
    print(e)
for bad in (5, "text", None, int):
    try:
        raise bad
    except TypeError as e:
        print(e)

# expect:
# | [404] page, missing NotFound(404, 'page', 'missing') 404 page (404, 'page', 'missing') AppError
# |  | Bare() | ()
# | one | Bare('one') | ('one',)
# | ('one', 2) | Bare('one', 2) | ('one', 2)
# | ('t',) | Bare(('t',)) | (('t',),)
# | None | Bare(None) | (None,)
# | (5,) 5 5
# | 'k'  (1, 2) 'q' k
# | (1, 2) (1, 2)
# | {'extra': 'attribute'}
# | Bare ()
# | exceptions must derive from BaseException
# | exceptions must derive from BaseException
# | exceptions must derive from BaseException
# | exceptions must derive from BaseException
# | exceptions must derive from BaseException
