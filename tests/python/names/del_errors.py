def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e, sep=": ")


def unbound_local():
    del nothing
    nothing = 1


def global_missing():
    global not_there
    del not_there


def index():
    x = [1]
    del x[3]


def on_tuple():
    x = (1, 2)
    del x[0]


def on_str():
    x = "abc"
    del x[0]


def key():
    x = {}
    del x["k"]


def attribute():
    del (5).real


def on_int():
    x = 5
    del x[0]


for f in (unbound_local, global_missing, index, on_tuple, on_str, key, attribute, on_int):
    attempt(f)


# expect:
# | UnboundLocalError: cannot access local variable 'nothing' where it is not associated with a value
# | NameError: name 'not_there' is not defined
# | IndexError: list assignment index out of range
# | TypeError: 'tuple' object doesn't support item deletion
# | TypeError: 'str' object doesn't support item deletion
# | KeyError: 'k'
# | AttributeError: attribute 'real' of 'int' objects is not writable
# | TypeError: 'int' object does not support item deletion
