seen = []
for name in ["a", "b", "c"]:
    seen.append(name)
    del name
print(seen)
try:
    name
except NameError as e:
    print(e)
items = [1, 2, 3, 4]
while items:
    x = items[0]
    del items[0]
    if x == 2:
        del x
        continue
    print(x)
data = {k: k * k for k in range(5)}
for k in list(data):
    if k % 2:
        del data[k]
print(data)


def f():
    for i in range(3):
        v = i
        del v
    try:
        v
    except UnboundLocalError as e:
        print(e)
    for i in range(2):
        pass
    print(i)
    del i
    for i in range(1):
        print("again", i)


f()

# expect:
# | ['a', 'b', 'c']
# | name 'name' is not defined
# | 1
# | 3
# | 4
# | {0: 0, 2: 4, 4: 16}
# | cannot access local variable 'v' where it is not associated with a value
# | 1
# | again 0
