if 1: print("one line"); print("two")
for i in range(2): print(i, end=" ")
print()
while 0: pass
else: print("else on one line")
class A: x = 1; y = 2
def f(): return 1
print(A.x, A.y, f())
x = 1 if True else \
    2
print(x)
y = (1 +
     2 +  # comment
     3)
print(y)
lst = [
    1,
    2,
]
print(lst)
s = "a" 'b' """c""" r'\d'
print(s)
assert (True)
print(1_000_000, 0xFF, 0o17, 0b101, 1e3, 1.5e-3, .5, 5., 0x_ff, 1_0.0_1, 3j, 1e3j, 00, 0_0)
print("\x41\u0042\U00000043\N{LATIN SMALL LETTER D}\101\t|\\ \' \"", r"\n", b"\x00\xff", "line \
continued")
print(-1 ** 2, - -1, +-+1, not not True, ~-1)
print((1,), (1), (), 1, )
def g(a, b,): return a, b,
print(g(1, 2,))
print([i for i in range(3)][-1], {"a": {"b": 1}}["a"]["b"], "abc"[1].upper()[0])
print(1 .real, 1.0.is_integer(), (1).bit_length(), 1..real)
π = 3
_ = 5
__x__ = 6
print(π, _, __x__, "変数".isidentifier())
变量 = "unicode name"
print(变量)
if (a := 1) and \
        a == 1:
    print("continued if")
print("end"); 

# expect:
# | one line
# | two
# | 0 1 
# | else on one line
# | 1 2 1
# | 1
# | 6
# | [1, 2]
# | abc\d
# | 1000000 255 15 5 1000.0 0.0015 0.5 5.0 255 10.01 3j 1000j 0 0
# | ABCdA	|\ ' " \n b'\x00\xff' line continued
# | -1 1 -1 True 0
# | (1,) 1 () 1
# | (1, 2)
# | 2 1 B
# | 1 True 1 1.0
# | 3 5 6 True
# | unicode name
# | continued if
# | end
