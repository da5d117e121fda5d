name, n, f = "Ann", 42, 3.14159
print(f"{name} {n} {f}", f"{n + 1}", f"{name.upper()}", f"{'quoted'}", f"{{}}", f"{{{n}}}")
print(f"{n:5}|{n:<5}|{n:^5}|{n:>5}|{n:05}|{n:+}|{n:x}|{n:#x}|{n:b}|{n:o}|{n:e}|{n:,}")
print(f"{f:.2f}|{f:8.3f}|{f:<8.1f}|{f:e}|{f:g}|{f:%}|{f:08.2f}|{f:+.1f}|{f!r}")
print(f"{name:10}|{name:>10}|{name:^10}|{name:*^10}|{name:.2}|{name!r}|{name!s}|{name!a}|{name!r:>8}")
w, p = 10, 3
print(f"{f:{w}.{p}}|{f:{w}.{p}f}|{name:{'>'}{w}}|{n:{'0'}{8}}")
print(f"{n=}", f"{n = }", f"{n + 1=}", f"{name=!s}", f"{f=:.2f}", f"{ name =}")
print(f"a{1}b{2}c" f"{3}" "d{4}")
print(f"{[1, 2, 3]}", f"{ {'a': 1} }", f"{ {1, } }", f"{(1, 2)}", f"{'a' if n else 'b'}", f"{n!r:^{w}}")
print(f'{name + "x"}', f"{'a' 'b'}", f'''{
n}''', f"{n:{w}}")
print(rf"\n{n}", fr"\d{n}", f"\n{n}".strip(), f"\x41{n}", f"{'é'}\u00e9")
print(f"{lambda_(2)}" if (lambda_ := lambda x: x * 2) else "", f"{(lambda x: x * 3)(2)}", f"{[i for i in range(3)]}")
print(f"{1:>{'5'}}", f"{n!s:>5}", f"{'':>5}|", f"{None}", f"{True:5}|", f"{True:d}", f"{1 == 1}")
print(f"{1 != 2}", f"{n:}")
print(f"", f"plain", len(f"{''}"), f"{f'{n}'}")

# expect:
# | Ann 42 3.14159 43 ANN quoted {} {42}
# |    42|42   | 42  |   42|00042|+42|2a|0x2a|101010|52|4.200000e+01|42
# | 3.14|   3.142|3.1     |3.141590e+00|3.14159|314.159000%|00003.14|+3.1|3.14159
# | Ann       |       Ann|   Ann    |***Ann****|An|'Ann'|Ann|'Ann'|   'Ann'
# |       3.14|     3.142|       Ann|00000042
# | n=42 n = 42 n + 1=43 name=Ann f=3.14  name ='Ann'
# | a1b2c3d{4}
# | [1, 2, 3] {'a': 1} {1} (1, 2) a     42    
# | Annx ab 42         42
# | \n42 \d42 42 A42 éé
# | 4 6 [0, 1, 2]
# |     1    42      | None     1| 1 True
# | True 42
# |  plain 0 42
