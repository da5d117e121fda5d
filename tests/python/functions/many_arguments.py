names = ["a%d" % i for i in range(300)]
ns = {}
exec("def f(%s): return %s" % (", ".join(names), " + ".join(names)), ns)
print(ns["f"](*range(300)))
print(ns["f"](**{n: 1 for n in names}))
try:
    ns["f"](*range(299))
except TypeError as e:
    print(e)
exec("def g(*args, **kw): return len(args), len(kw)", ns)
print(eval("g(%s, %s)" % (", ".join(map(str, range(300))), ", ".join("k%d=%d" % (i, i) for i in range(300))), ns))
exec("def h():\n" + "".join("    v%d = %d\n" % (i, i) for i in range(400)) + "    return " + "+".join("v%d" % i for i in range(400)), ns)
print(ns["h"]())
print(len(eval("[%s]" % ",".join(map(str, range(1000))))), sum(eval("(%s)" % ",".join(map(str, range(1000))))))
print(len(eval("{%s}" % ",".join("%d:%d" % (i, i) for i in range(1000)))))
exec("def big(x):\n" + "".join("    if x == %d: return %d\n" % (i, i * 2) for i in range(2000)), ns)
print(ns["big"](1999), ns["big"](5), ns["big"](-1))

# expect:
# | 44850
# | 300
# | f() missing 1 required positional argument: 'a299'
# | (300, 300)
# | 79800
# | 1000 499500
# | 1000
# | 3998 10 None
