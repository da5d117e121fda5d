import sys

print(repr(sys.stdin.readline()))
for line in sys.stdin:
    print("line", line.rstrip("\n").split(","))
    if line.startswith("stop"):
        break
print(repr(sys.stdin.read()))
print(repr(sys.stdin.readline()), repr(sys.stdin.read()))

# stdin:
# | first
# | a,b,c
# | stop
# | the rest
# | of it
# expect:
# | 'first\n'
# | line ['a', 'b', 'c']
# | line ['stop']
# | 'the rest\nof it\n'
# | '' ''
