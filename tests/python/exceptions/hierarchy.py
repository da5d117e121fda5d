import builtins

for name in ("ArithmeticError", "AssertionError", "AttributeError", "BaseException", "BaseExceptionGroup",
          "BlockingIOError", "BrokenPipeError", "BufferError", "BytesWarning", "ChildProcessError",
          "ConnectionError", "DeprecationWarning", "EOFError", "EncodingWarning", "Exception", "ExceptionGroup",
          "FileExistsError", "FileNotFoundError", "FloatingPointError", "FutureWarning", "GeneratorExit",
          "ImportError", "ImportWarning", "IndentationError", "IndexError", "InterruptedError",
          "IsADirectoryError", "KeyError", "KeyboardInterrupt", "LookupError", "MemoryError",
          "ModuleNotFoundError", "NameError", "NotADirectoryError", "NotImplementedError", "OSError",
          "OverflowError", "PendingDeprecationWarning", "PermissionError", "ProcessLookupError",
          "RecursionError", "ReferenceError", "ResourceWarning", "RuntimeError", "RuntimeWarning",
          "StopAsyncIteration", "StopIteration", "SyntaxError", "SyntaxWarning", "SystemError", "SystemExit",
          "TabError", "TimeoutError", "TypeError", "UnboundLocalError", "UnicodeDecodeError",
          "UnicodeEncodeError", "UnicodeError", "UnicodeTranslateError", "UnicodeWarning", "UserWarning",
          "ValueError", "Warning", "ZeroDivisionError"):
    print(name, "<-", *[b.__name__ for b in getattr(builtins, name).__bases__])
print(IOError is OSError, EnvironmentError is OSError)

# expect:
# | ArithmeticError <- Exception
# | AssertionError <- Exception
# | AttributeError <- Exception
# | BaseException <- object
# | BaseExceptionGroup <- BaseException
# | BlockingIOError <- OSError
# | BrokenPipeError <- ConnectionError
# | BufferError <- Exception
# | BytesWarning <- Warning
# | ChildProcessError <- OSError
# | ConnectionError <- OSError
# | DeprecationWarning <- Warning
# | EOFError <- Exception
# | EncodingWarning <- Warning
# | Exception <- BaseException
# | ExceptionGroup <- BaseExceptionGroup Exception
# | FileExistsError <- OSError
# | FileNotFoundError <- OSError
# | FloatingPointError <- ArithmeticError
# | FutureWarning <- Warning
# | GeneratorExit <- BaseException
# | ImportError <- Exception
# | ImportWarning <- Warning
# | IndentationError <- SyntaxError
# | IndexError <- LookupError
# | InterruptedError <- OSError
# | IsADirectoryError <- OSError
# | KeyError <- LookupError
# | KeyboardInterrupt <- BaseException
# | LookupError <- Exception
# | MemoryError <- Exception
# | ModuleNotFoundError <- ImportError
# | NameError <- Exception
# | NotADirectoryError <- OSError
# | NotImplementedError <- RuntimeError
# | OSError <- Exception
# | OverflowError <- ArithmeticError
# | PendingDeprecationWarning <- Warning
# | PermissionError <- OSError
# | ProcessLookupError <- OSError
# | RecursionError <- RuntimeError
# | ReferenceError <- Exception
# | ResourceWarning <- Warning
# | RuntimeError <- Exception
# | RuntimeWarning <- Warning
# | StopAsyncIteration <- Exception
# | StopIteration <- Exception
# | SyntaxError <- Exception
# | SyntaxWarning <- Warning
# | SystemError <- Exception
# | SystemExit <- BaseException
# | TabError <- IndentationError
# | TimeoutError <- OSError
# | TypeError <- Exception
# | UnboundLocalError <- NameError
# | UnicodeDecodeError <- UnicodeError
# | UnicodeEncodeError <- UnicodeError
# | UnicodeError <- ValueError
# | UnicodeTranslateError <- UnicodeError
# | UnicodeWarning <- Warning
# | UserWarning <- Warning
# | ValueError <- Exception
# | Warning <- Exception
# | ZeroDivisionError <- ArithmeticError
# | True True
