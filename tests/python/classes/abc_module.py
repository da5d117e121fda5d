from abc import ABC, ABCMeta, abstractmethod


class Reader(ABC):
    @abstractmethod
    def read(self):
        "Reads."

    @property
    @abstractmethod
    def name(self):
        pass

    def twice(self):
        return self.read() * 2


class Partial(Reader):
    def read(self):
        return "x"


class File(Partial):
    name = "file"


for cls in (Reader, Partial, File):
    try:
        print(cls().twice())
    except TypeError as e:
        print(e)
print(sorted(Reader.__abstractmethods__), Partial.__abstractmethods__)


class Sized(ABC):
    @classmethod
    def __subclasshook__(cls, C):
        if cls is Sized:
            return any("__len__" in B.__dict__ for B in C.__mro__)
        return NotImplemented


print(issubclass(list, Sized), issubclass(int, Sized), isinstance("s", Sized))


@Reader.register
class Stranger:
    pass


print(issubclass(Stranger, Reader), isinstance(Stranger(), Reader), Reader in Stranger.__mro__)


class M(metaclass=ABCMeta):
    pass


print(type(M).__name__, M())if False else print(type(M).__name__)

# expect:
# | Can't instantiate abstract class Reader with abstract methods name, read
# | Can't instantiate abstract class Partial with abstract method name
# | xx
# | ['name', 'read'] frozenset({'name'})
# | True False True
# | True True False
# | ABCMeta
