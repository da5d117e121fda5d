print(isinstance(1, int), isinstance(1, (str, int)), isinstance(True, int), isinstance(1.0, int))
print(isinstance("s", str), isinstance([], (list, tuple)), isinstance(None, type(None)))
print(isinstance(int, type), isinstance(1, int | float), isinstance((), ((str, (list, tuple)),)))
print(issubclass(bool, int), issubclass(int, object), issubclass(int, (str, object)))
print(issubclass(int, int), issubclass(type, object), issubclass(list, dict))
print(issubclass(KeyError, LookupError), issubclass(int, int | str))
print(type(1) is int, type("s").__name__, type(type), type(None).__name__, type(...).__name__)
print(type(NotImplemented).__name__, type(lambda: 0).__name__, type(len).__name__)
print(type([].append).__name__, type(int.real).__name__, type(str.join).__name__)
print(type(dict.fromkeys).__name__)
for t in (int, str, list, dict, tuple, set, frozenset, bytes, float, complex, bool, object, type, range, slice,
          property, super, staticmethod, classmethod, enumerate, zip, map, filter, reversed, bytearray,
          memoryview):
    print(t.__name__, t.__base__.__name__ if t.__base__ else None, t.__module__, repr(t))
print(int | str, type(int | None).__name__, list[int], dict[str, int], tuple[int, ...])
print(type(list[int]).__name__, list[int]([1, 2]), (int | str) == (str | int))
print(isinstance(5, int | None), int | None)

# expect:
# | True True True False
# | True True True
# | True True True
# | True True True
# | True True False
# | True True
# | True str <class 'type'> NoneType ellipsis
# | NotImplementedType function builtin_function_or_method
# | builtin_function_or_method getset_descriptor method_descriptor
# | builtin_function_or_method
# | int object builtins <class 'int'>
# | str object builtins <class 'str'>
# | list object builtins <class 'list'>
# | dict object builtins <class 'dict'>
# | tuple object builtins <class 'tuple'>
# | set object builtins <class 'set'>
# | frozenset object builtins <class 'frozenset'>
# | bytes object builtins <class 'bytes'>
# | float object builtins <class 'float'>
# | complex object builtins <class 'complex'>
# | bool int builtins <class 'bool'>
# | object None builtins <class 'object'>
# | type object builtins <class 'type'>
# | range object builtins <class 'range'>
# | slice object builtins <class 'slice'>
# | property object builtins <class 'property'>
# | super object builtins <class 'super'>
# | staticmethod object builtins <class 'staticmethod'>
# | classmethod object builtins <class 'classmethod'>
# | enumerate object builtins <class 'enumerate'>
# | zip object builtins <class 'zip'>
# | map object builtins <class 'map'>
# | filter object builtins <class 'filter'>
# | reversed object builtins <class 'reversed'>
# | bytearray object builtins <class 'bytearray'>
# | memoryview object builtins <class 'memoryview'>
# | int | str UnionType list[int] dict[str, int] tuple[int, ...]
# | GenericAlias [1, 2] True
# | True int | None
