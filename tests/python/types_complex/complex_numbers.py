z, w = 3 + 4j, 1 - 2j
print(z, w, z + w, z - w, z * w, z / w, z ** 2, z ** -1, abs(z), -z, +z, z.real, z.imag, z.conjugate())
print(complex(), complex(1), complex(1, 2), complex("1+2j"), complex(" -3.5e2J "), complex(1j, 1j))
print(complex("j"), complex("(1-1j)"), complex("inf"), complex("nan+infj"), complex(real=1, imag=2))
print(1j, -1j, 0j, -0j, 1 + 0j, 0 - 1j, 1.5 + 2.5j, 1e20j, complex(-0.0, 1), complex(0, -0.0))
print(complex(float("inf"), float("nan")))
print(z == 3 + 4j, z == 3, 5 + 0j == 5, z != w, hash(5 + 0j) == hash(5), bool(0j), bool(1j), {1 + 0j: 1}[1])
print(2 ** 1j if False else (1j) ** 2, (1 + 1j) ** 10, 2 * z, z * 2, 1 + z, z / 2, 2 / z, z - 1, pow(z, 2))
print(f"{z}", f"{z:.2f}", f"{z:>15}", f"{z:e}", "%s %r" % (z, z), f"{z:+.1f}", format(1.5 + 0j, "g"), str(1e100 + 1j))
for f in (lambda: z < w, lambda: z // w, lambda: z % w, lambda: divmod(z, w), lambda: int(z), lambda: float(z),
          lambda: z / 0, lambda: 0j ** -1, lambda: complex("x"), lambda: complex("1", 2),
          lambda: complex(1, "2"), lambda: complex("1 + 2j"), lambda: complex([]), lambda: f"{z:d}",
          lambda: round(z), lambda: pow(z, 2, 3), lambda: f"{z:05}"):
    try:
        print(f())
    except (TypeError, ValueError, ZeroDivisionError) as e:
        print(type(e).__name__, e)


class C:
    def __complex__(self):
        return 5j


print(complex(C()), sum([1j, 2, 3.5]), abs(-5j), z.__class__.__name__, repr(complex(1, float("inf"))))

# expect:
# | (3+4j) (1-2j) (4+2j) (2+6j) (11-2j) (-1+2j) (-7+24j) (0.12-0.16j) 5.0 (-3-4j) (3+4j) 3.0 4.0 (3-4j)
# | 0j (1+0j) (1+2j) (1+2j) -350j (-1+1j)
# | 1j (1-1j) (inf+0j) (nan+infj) (1+2j)
# | 1j (-0-1j) 0j (-0-0j) (1+0j) -1j (1.5+2.5j) 1e+20j (-0+1j) -0j
# | (inf+nanj)
# | True False True True True False True 1
# | (-1+0j) 32j (6+8j) (6+8j) (4+4j) (1.5+2j) (0.24-0.32j) (2+4j) (-7+24j)
# | (3+4j) 3.00+4.00j          (3+4j) 3.000000e+00+4.000000e+00j (3+4j) (3+4j) +3.0+4.0j 1.5+0j (1e+100+1j)
# | TypeError '<' not supported between instances of 'complex' and 'complex'
# | TypeError unsupported operand type(s) for //: 'complex' and 'complex'
# | TypeError unsupported operand type(s) for %: 'complex' and 'complex'
# | TypeError unsupported operand type(s) for divmod(): 'complex' and 'complex'
# | TypeError int() argument must be a string, a bytes-like object or a real number, not 'complex'
# | TypeError float() argument must be a string or a real number, not 'complex'
# | ZeroDivisionError complex division by zero
# | ZeroDivisionError 0.0 to a negative or complex power
# | ValueError complex() arg is a malformed string
# | TypeError complex() can't take second arg if first is a string
# | TypeError complex() second arg can't be a string
# | ValueError complex() arg is a malformed string
# | TypeError complex() first argument must be a string or a number, not 'list'
# | ValueError Unknown format code 'd' for object of type 'complex'
# | TypeError type complex doesn't define __round__ method
# | ValueError complex modulo
# | ValueError Zero padding is not allowed in complex format specifier
# | 5j (5.5+1j) 5.0 complex (1+infj)
