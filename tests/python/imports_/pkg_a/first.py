print("pkg_a.first is imported as", __name__)
value = 1


def where():
    return __name__, __package__
