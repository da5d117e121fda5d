class C:
    def __del__(self):
        print("local dies")


def f():
    c = C()
    raise ValueError("x")


try:
    f()
except ValueError as e:
    print("in handler")
    kept = e
print("after handler")
try:
    e
except NameError as n:
    print(n)
print(kept.__traceback__ is not None)
kept = None
print("exception dropped")
e = "before"
try:
    1 / 0
except ZeroDivisionError as e:
    pass
print("e" in globals())
try:
    1 / 0
except ZeroDivisionError as e:
    del e
print("deleted inside is fine")
try:
    1 / 0
except ZeroDivisionError as e:
    e = "rebound"
print("e" in globals())

# expect:
# | in handler
# | after handler
# | name 'e' is not defined
# | True
# | local dies
# | exception dropped
# | False
# | deleted inside is fine
# | False
