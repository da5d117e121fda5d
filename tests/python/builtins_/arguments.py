import sys

print(len(sys.argv), sys.argv[1:], sys.argv[0].endswith("arguments.py"))
total = 0
for a in sys.argv[1:]:
    try:
        total += int(a)
    except ValueError:
        print("not a number:", a)
print(total)

# args: 1 two 3 'four five' -x --flag=6 'é'
# expect:
# | 8 ['1', 'two', '3', 'four five', '-x', '--flag=6', 'é'] True
# | not a number: two
# | not a number: four five
# | not a number: -x
# | not a number: --flag=6
# | not a number: é
# | 4
