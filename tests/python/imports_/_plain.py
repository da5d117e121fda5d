print("_plain runs once, as", __name__)
counter = 0
_private = "private"
public = "public"


def bump():
    global counter
    counter += 1
    return counter


class Thing:
    pass
