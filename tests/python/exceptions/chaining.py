def show(e, depth=0):
    print("  " * depth + repr(e), "suppress" if e.__suppress_context__ else "")
    if e.__cause__:
        print("  " * depth + "cause:")
        show(e.__cause__, depth + 1)
    if e.__context__:
        print("  " * depth + "context:")
        show(e.__context__, depth + 1)


def attempt(f):
    try:
        f()
    except Exception as e:
        show(e)


def implicit():
    try:
        1 / 0
    except ZeroDivisionError:
        {}["k"]


def explicit():
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise ValueError("v") from e


def from_none():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("v") from None


def from_class():
    raise ValueError("v") from KeyError


def from_other():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("v") from TypeError("t")


def bad_cause():
    raise ValueError from 5


def three():
    try:
        try:
            raise ValueError(1)
        except ValueError:
            raise KeyError(2)
    except KeyError:
        raise TypeError(3)


def in_finally():
    try:
        raise ValueError(1)
    finally:
        raise KeyError(2)


def handled_does_not_chain():
    try:
        raise ValueError(1)
    except ValueError:
        pass
    raise KeyError(2)


def same():
    try:
        raise ValueError(1)
    except ValueError as e:
        raise e


def nested_handler():
    try:
        raise ValueError(1)
    except ValueError as v:
        try:
            raise KeyError(2)
        except KeyError as k:
            raise v


for f in (implicit, explicit, from_none, from_class, from_other, bad_cause, three, in_finally,
          handled_does_not_chain, same, nested_handler):
    print(f.__name__)
    attempt(f)
e = ValueError()
e.__cause__ = KeyError()
print(e.__suppress_context__)
for attr in ("__cause__", "__context__", "__traceback__"):
    try:
        setattr(e, attr, 5)
    except TypeError as t:
        print(t)

# expect:
# | implicit
# | KeyError('k') 
# | context:
# |   ZeroDivisionError('division by zero') 
# | explicit
# | ValueError('v') suppress
# | cause:
# |   ZeroDivisionError('division by zero') 
# | context:
# |   ZeroDivisionError('division by zero') 
# | from_none
# | ValueError('v') suppress
# | context:
# |   ZeroDivisionError('division by zero') 
# | from_class
# | ValueError('v') suppress
# | cause:
# |   KeyError() 
# | from_other
# | ValueError('v') suppress
# | cause:
# |   TypeError('t') 
# | context:
# |   ZeroDivisionError('division by zero') 
# | bad_cause
# | TypeError('exception causes must derive from BaseException') 
# | three
# | TypeError(3) 
# | context:
# |   KeyError(2) 
# |   context:
# |     ValueError(1) 
# | in_finally
# | KeyError(2) 
# | context:
# |   ValueError(1) 
# | handled_does_not_chain
# | KeyError(2) 
# | same
# | ValueError(1) 
# | nested_handler
# | ValueError(1) 
# | context:
# |   KeyError(2) 
# | True
# | exception cause must be None or derive from BaseException
# | exception context must be None or derive from BaseException
# | __traceback__ must be a traceback or None
