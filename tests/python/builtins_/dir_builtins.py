import builtins

names = ["abs", "aiter", "all", "anext", "any", "ascii", "bin", "bool", "breakpoint", "bytearray", "bytes",
    "callable", "chr", "classmethod", "compile", "complex", "delattr", "dict", "dir", "divmod", "enumerate",
    "eval", "exec", "filter", "float", "format", "frozenset", "getattr", "globals", "hasattr", "hash", "hex",
    "id", "input", "int", "isinstance", "issubclass", "iter", "len", "list", "locals", "map", "max",
    "memoryview", "min", "next", "object", "oct", "open", "ord", "pow", "print", "property", "range", "repr",
    "reversed", "round", "set", "setattr", "slice", "sorted", "staticmethod", "str", "sum", "super", "tuple",
    "type", "vars", "zip", "__import__", "__build_class__", "__debug__", "Ellipsis", "NotImplemented"]
print([n for n in names if not hasattr(builtins, n)])
print(builtins.__name__, repr(builtins), len.__name__, len.__module__, repr(len))
print(len.__self__ is builtins, print.__qualname__, callable(builtins.abs), sorted.__doc__ is not None)
print("len" in dir(builtins), dir(builtins) == sorted(dir(builtins)))

# expect:
# | []
# | builtins <module 'builtins' (built-in)> len builtins <built-in function len>
# | True print True True
# | True True
