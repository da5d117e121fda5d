for name in ("abc", "bisect", "collections", "contextlib", "copy", "dataclasses", "enum", "functools", "heapq",
          "io", "itertools", "keyword", "math", "numbers", "operator", "os", "random", "re", "string", "sys",
          "textwrap", "time", "traceback", "types", "typing", "warnings", "weakref", "fractions", "decimal",
          "datetime", "json", "argparse", "statistics", "graphlib", "pprint", "queue", "shlex", "struct",
          "tempfile", "unittest"):
    try:
        m = __import__(name)
        print(name, m.__name__ == name)
    except ImportError as e:
        print(name, type(e).__name__, e)

# flags: not-yet
# expect:
# | abc True
# | bisect True
# | collections True
# | contextlib True
# | copy True
# | dataclasses True
# | enum True
# | functools True
# | heapq True
# | io True
# | itertools True
# | keyword True
# | math True
# | numbers True
# | operator True
# | os True
# | random True
# | re True
# | string True
# | sys True
# | textwrap True
# | time True
# | traceback True
# | types True
# | typing True
# | warnings True
# | weakref True
# | fractions True
# | decimal True
# | datetime True
# | json True
# | argparse True
# | statistics True
# | graphlib True
# | pprint True
# | queue True
# | shlex True
# | struct True
# | tempfile True
# | unittest True
