def attempt(f):
    try:
        f()
        print("passed")
    except AssertionError as e:
        print("AssertionError", e.args)


def plain():
    assert 1 == 2


def message():
    assert False, "the message"


def tuple_message():
    assert 0, ("a", "b")


def true():
    assert [1], 1 / 0


def none():
    assert None


for f in (plain, message, tuple_message, true, none):
    attempt(f)
print(__debug__)
x = [1, 2, 3]
assert len(x) == 4, f"expected 4 items, got {len(x)}"

# expect:
# | AssertionError ()
# | AssertionError ('the message',)
# | AssertionError (('a', 'b'),)
# | passed
# | AssertionError ()
# | True
# stderr:
# | Traceback (most recent call last):
# |   File "assert_forms.py", line 33, in <module>
# |     assert len(x) == 4, f"expected 4 items, got {len(x)}"
# |            ^^^^^^^^^^^
# | AssertionError: expected 4 items, got 3
# exit: 1
