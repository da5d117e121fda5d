class E(Exception):
    def __del__(self):
        print("exception dies")


try:
    raise E
except E:
    print("caught")
print("after handler without a name")
try:
    raise E("x")
except E as e:
    print("caught", e)
print("after handler with a name")
try:
    try:
        raise E
    finally:
        print("finally runs")
except E:
    print("caught outside")
print("after")


def f():
    try:
        raise E
    except E:
        return "returned from handler"


print(f())


def g():
    try:
        raise E
    finally:
        return "finally swallowed it"


print(g())
for i in range(2):
    try:
        raise E
    except E:
        continue
print("end")

# expect:
# | caught
# | exception dies
# | after handler without a name
# | caught x
# | exception dies
# | after handler with a name
# | finally runs
# | caught outside
# | exception dies
# | after
# | exception dies
# | returned from handler
# | exception dies
# | finally swallowed it
# | exception dies
# | exception dies
# | end
