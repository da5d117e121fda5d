class Singleton(type):
    made = {}

    def __call__(cls, *args, **kw):
        if cls not in cls.made:
            cls.made[cls] = super().__call__(*args, **kw)
        return cls.made[cls]


class Config(metaclass=Singleton):
    def __init__(self, v=1):
        self.v = v


class Other(metaclass=Singleton):
    pass


print(Config(5) is Config(6), Config().v, Other() is not Config())


class Plugin:
    plugins = {}

    def __init_subclass__(cls, /, key=None, **kw):
        super().__init_subclass__(**kw)
        cls.plugins[key or cls.__name__] = cls


class Csv(Plugin, key="csv"):
    def run(self):
        return "csv ran"


class Json(Plugin):
    def run(self):
        return "json ran"


print(sorted(Plugin.plugins), Plugin.plugins["csv"]().run(), Plugin.plugins["Json"]().run())


class One:
    instance = None

    def __new__(cls, *args):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance

    def __init__(self, x):
        self.x = x


a, b = One(1), One(2)
print(a is b, a.x)


class Borg:
    state = {}

    def __init__(self):
        self.__dict__ = self.state


b1, b2 = Borg(), Borg()
b1.shared = "yes"
print(b2.shared)

# expect:
# | True 5 True
# | ['Json', 'csv'] csv ran json ran
# | True 2
# | yes
