name = input()
print("hello", name)
n = int(input("number: "))
print(n * 2)
rest = []
try:
    while True:
        rest.append(input())
except EOFError as e:
    print("EOFError:", e)
print(rest)

# stdin:
# | Ann
# | 21
# | third line
# |   spaces kept
# |
# | last
# expect:
# | hello Ann
# | number: 42
# | EOFError: EOF when reading a line
# | ['third line', '  spaces kept', '', 'last']
