class R:
    def __repr__(self):
        return "R()"


class S:
    def __str__(self):
        return "S str"


class F:
    def __format__(self, spec):
        return "F<%s>" % spec


print(R(), str(R()), repr(R()), [R()], "%s %r" % (R(), R()), f"{R()} {R()!r:>5}", format(R()))
print(S(), repr(S()).split(" at ")[0], [S()][0], f"{S()}", f"{S()!s:*^9}")
print(f"{F()}", f"{F():abc}", format(F(), "x"), "{:>5}|{}".format(F(), F()), f"{F():{'>'}{5}}")
try:
    format(S(), "d")
except TypeError as e:
    print(e)
try:
    "{:>10}".format(R())
except TypeError as e:
    print(e)


class BadRepr:
    def __repr__(self):
        return 5


class BadStr:
    def __str__(self):
        return None


class BadFormat:
    def __format__(self, spec):
        return 3


class Raises:
    def __repr__(self):
        raise ValueError("in repr")


for f in (lambda: repr(BadRepr()), lambda: str(BadRepr()), lambda: str(BadStr()), lambda: f"{BadFormat()}",
          lambda: repr([Raises()]), lambda: "%r" % Raises(), lambda: print(Raises())):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


class Sub(str):
    def __str__(self):
        return "sub str"


print(Sub("x"), repr(Sub("x")), "".join([Sub("a"), "b"]), str(Sub("q")))
print(repr(type), repr(R), str(int), repr(len), repr(R.__repr__).split(" at ")[0], repr([].append).split(" at ")[0])
print(ascii("é\u20ac"), ascii(R()), repr("é"), repr(NotImplemented), repr(...))

# expect:
# | R() R() R() [R()] R() R() R()   R() R()
# | S str <__main__.S object S str S str **S str**
# | F<> F<abc> F<x> F<>5>|F<> F<>5>
# | unsupported format string passed to S.__format__
# | unsupported format string passed to R.__format__
# | TypeError __repr__ returned non-string (type int)
# | TypeError __str__ returned non-string (type int)
# | TypeError __str__ returned non-string (type NoneType)
# | TypeError __format__ must return a str, not int
# | ValueError in repr
# | ValueError in repr
# | ValueError in repr
# | sub str 'x' ab sub str
# | <class 'type'> <class '__main__.R'> <class 'int'> <built-in function len> <function R.__repr__ <built-in method append of list object
# | '\xe9\u20ac' R() 'é' NotImplemented Ellipsis
