import sys


def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, str(e).split(" (/")[0], getattr(e, "name", None))


def missing():
    import no_such_module_here


def missing_sub():
    import no_such.sub


def not_package():
    import _plain.sub


def missing_name():
    from _plain import no_such_name


def relative():
    from . import x


def relative_sub():
    from .sibling import x


def raises():
    import _raises


def syntax():
    import _syntax_error


def nested():
    import _imports_missing


def from_missing():
    from no_such_module_here import x as y


for f in (missing, missing_sub, not_package, missing_name, relative, relative_sub, raises, raises, syntax,
          nested, from_missing):
    print(f.__name__, end=": ")
    attempt(f)
print("_raises" in sys.modules, "_syntax_error" in sys.modules, "_imports_missing" in sys.modules)
sys.modules["blocked"] = None
try:
    import blocked
except ImportError as e:
    print(e)
for args in ((), (5,), ("",), ("sys", {}, {}, [], -1)):
    try:
        __import__(*args)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(__import__("sys") is sys, __import__("pkg_a.first").__name__)

# expect:
# | missing: ModuleNotFoundError No module named 'no_such_module_here' no_such_module_here
# | missing_sub: ModuleNotFoundError No module named 'no_such' no_such
# | not_package: _plain runs once, as _plain
# | ModuleNotFoundError No module named '_plain.sub'; '_plain' is not a package _plain.sub
# | missing_name: ImportError cannot import name 'no_such_name' from '_plain' _plain
# | relative: ImportError attempted relative import with no known parent package None
# | relative_sub: ImportError attempted relative import with no known parent package None
# | raises: ValueError while importing None
# | raises: ValueError while importing None
# | syntax: SyntaxError invalid syntax (_syntax_error.py, line 1) None
# | nested: ModuleNotFoundError No module named 'surely_missing_module' surely_missing_module
# | from_missing: ModuleNotFoundError No module named 'no_such_module_here' no_such_module_here
# | False False False
# | import of blocked halted; None in sys.modules
# | TypeError __import__() missing required argument 'name' (pos 1)
# | TypeError module name must be a string
# | ValueError Empty module name
# | ValueError level must be >= 0
# | pkg_a is imported
# | pkg_a.first is imported as pkg_a.first
# | pkg_a.sub is imported, path is a list: True
# | True pkg_a
