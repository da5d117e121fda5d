def e(x):
    print("eval", x)
    return x


def f(*a, **k):
    return a, k


f(e(1), e(2), k=e(3), *[e(4)], **{"z": e(5)})
e(10) + e(11) * e(12)
{e("k1"): e("v1"), e("k2"): e("v2")}
[e(1), e(2)][e(0)]
e(1) < e(2) < e(3)
e(5) < e(4) < e(3)
e(0) and e(1)
e(0) or e(1)
e("then") if e(1) else e("else")
x = [0, 0]
x[e(0)], x[e(1)] = e("a"), e("b")
a = b = e("value")
x[e(1)] = y = e("right first")
(lambda p=e("default"): p)()
assert e(1), e("not evaluated")
print(x)

# expect:
# | eval 1
# | eval 2
# | eval 4
# | eval 3
# | eval 5
# | eval 10
# | eval 11
# | eval 12
# | eval k1
# | eval v1
# | eval k2
# | eval v2
# | eval 1
# | eval 2
# | eval 0
# | eval 1
# | eval 2
# | eval 3
# | eval 5
# | eval 4
# | eval 0
# | eval 0
# | eval 1
# | eval 1
# | eval then
# | eval a
# | eval b
# | eval 0
# | eval 1
# | eval value
# | eval right first
# | eval 1
# | eval default
# | eval 1
# | ['a', 'right first']
