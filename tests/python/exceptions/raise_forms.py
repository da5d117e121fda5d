def attempt(f):
    try:
        f()
    except BaseException as e:
        print(type(e).__name__, e)


def no_active():
    raise


def reraise():
    try:
        raise ValueError("again")
    except ValueError:
        raise


def reraise_in_call():
    def helper():
        raise
    try:
        raise KeyError("through a call")
    except KeyError:
        helper()


def class_with_required():
    class E(Exception):
        def __init__(self, need):
            pass
    raise E


def new_returns_other():
    class E(Exception):
        def __new__(cls):
            return 5
    raise E


def in_nested():
    try:
        raise ValueError("outer")
    except ValueError:
        try:
            raise KeyError("inner")
        except KeyError:
            pass
        raise


def after_handled():
    try:
        raise ValueError
    except ValueError:
        pass
    raise


def in_else():
    try:
        raise TypeError("t")
    except ValueError:
        pass
    else:
        print("no")


def string():
    raise "text"


def gen_raise():
    def g():
        try:
            yield
        except KeyError:
            raise
    it = g()
    next(it)
    it.throw(KeyError("thrown"))


for f in (no_active, reraise, reraise_in_call, class_with_required, new_returns_other, in_nested, after_handled,
          in_else, string, gen_raise):
    print(f.__name__, end=": ")
    attempt(f)

# expect:
# | no_active: RuntimeError No active exception to reraise
# | reraise: ValueError again
# | reraise_in_call: KeyError 'through a call'
# | class_with_required: TypeError class_with_required.<locals>.E.__init__() missing 1 required positional argument: 'need'
# | new_returns_other: TypeError calling <class '__main__.new_returns_other.<locals>.E'> should have returned an instance of BaseException, not <class 'int'>
# | in_nested: ValueError outer
# | after_handled: RuntimeError No active exception to reraise
# | in_else: TypeError t
# | string: TypeError exceptions must derive from BaseException
# | gen_raise: KeyError 'thrown'
