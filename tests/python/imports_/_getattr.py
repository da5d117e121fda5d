def __getattr__(name):
    if name == "lazy":
        return "made on demand"
    raise AttributeError("module has no " + name)


def __dir__():
    return ["lazy", "listed"]
