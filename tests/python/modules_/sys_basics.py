import sys

print(type(sys.argv), len(sys.argv), sys.version_info[:2], sys.version_info.major)
print(sys.version_info >= (3, 11), type(sys.version).__name__)
print(sys.maxsize, sys.byteorder, sys.platform, type(sys.path), sys.maxunicode, sys.float_info.max)
print(sys.float_info.epsilon, sys.int_info.bits_per_digit > 0, sys.hash_info.modulus)
print("sys" in sys.modules, sys.modules["__main__"].__name__, sys.modules["sys"] is sys)
print("math" in sys.builtin_module_names or True)
print(sys.getrecursionlimit(), sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.exc_info())
print(sys.flags.debug, sys.dont_write_bytecode in (True, False))
print(sys.intern("abc") is sys.intern("abc"), sys.getswitchinterval() > 0, callable(sys.exit))
print(sys.stdin is not None, sys.stdout.name, sys.stderr.name, sys.stdout.encoding.lower())


def depth():
    f = sys._getframe()
    return f.f_code.co_name, f.f_back.f_code.co_name, sys._getframe(1).f_code.co_name, f.f_lineno


print(depth())
print(sys._getframe().f_code.co_name, sys._getframe().f_globals is globals(), sys._getframe().f_locals is locals())
for f in (lambda: sys._getframe(1000), lambda: sys.setrecursionlimit("x"), lambda: sys.intern(5),
          lambda: sys.getrefcount(), lambda: sys.no_such_thing):
    try:
        print(f())
    except (ValueError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)
print(isinstance(sys.getsizeof([]), int), sys.getsizeof([1] * 1000) > sys.getsizeof([]))
print(sys.implementation.name in ("cpython", "ouro"), isinstance(sys.executable, str))

# expect:
# | <class 'list'> 1 (3, 11) 3
# | True str
# | 9223372036854775807 little linux <class 'list'> 1114111 1.7976931348623157e+308
# | 2.220446049250313e-16 True 2305843009213693951
# | True __main__ True
# | True
# | 1000 utf-8 utf-8 (None, None, None)
# | 0 True
# | True True True
# | True <stdout> <stderr> utf-8
# | ('depth', '<module>', '<module>', 17)
# | <module> True True
# | ValueError call stack is not deep enough
# | TypeError 'str' object cannot be interpreted as an integer
# | TypeError intern() argument must be str, not int
# | TypeError sys.getrefcount() takes exactly one argument (0 given)
# | AttributeError module 'sys' has no attribute 'no_such_thing'
# | True True
# | True True
