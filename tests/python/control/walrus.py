if (n := len("abc")) > 2:
    print(n)
while (x := n) > 0:
    n -= 1
print(x, n)
data = [1, 2, 3, 4]
print([y for v in data if (y := v * 2) > 4], y)
print((a := 1, b := a + 1), a, b)
print(f"{(z := 5)} {z}")


def f(x=(d := 3)):
    return x, d


print(f())
lst = [q := 1, q + 1]
print(lst)
it = iter("abc")
while (c := next(it, None)) is not None:
    print(c, end=" ")
print()
print(any((hit := w).startswith("b") for w in ["a", "bc", "d"]), hit)
print({(k := "key"): (v := 2)}, k, v)
if not (m := None):
    print("falsy", m)
print((lambda: (w := 4) + w)())
x = (y := 1) + (y := 2)
print(x, y)

# expect:
# | 3
# | 0 0
# | [6, 8] 8
# | (1, 2) 1 2
# | 5 5
# | (3, 3)
# | [1, 2]
# | a b c 
# | True bc
# | {'key': 2} key 2
# | falsy None
# | 8
# | 3 2
