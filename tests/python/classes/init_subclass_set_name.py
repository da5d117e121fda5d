class Base:
    def __init_subclass__(cls, **kw):
        print("init_subclass", cls.__name__, kw)
        super().__init_subclass__()


class A(Base, color="red"):
    pass


class B(A):
    pass


class Field:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name


class Model(Base):
    id = Field()
    title = Field()


print(Model.id.name)
Model.late = Field()
print(hasattr(Model.late, "name"))
try:
    class Bad(object, x=1):
        pass
except TypeError as e:
    print(e)


class Broken:
    def __set_name__(self, owner, name):
        raise ValueError("no name wanted")


try:
    class Uses:
        b = Broken()
except RuntimeError as e:
    print(e, "|", repr(e.__cause__))


class Reject:
    def __init_subclass__(cls):
        raise TypeError("final")


try:
    class Sub(Reject):
        pass
except TypeError as e:
    print(e)
print(Reject.__subclasses__() == [] or "kept until collected")

# expect:
# | init_subclass A {'color': 'red'}
# | init_subclass B {}
# | set_name Model id
# | set_name Model title
# | init_subclass Model {}
# | id
# | False
# | Bad.__init_subclass__() takes no keyword arguments
# | Error calling __set_name__ on 'Broken' instance 'b' in 'Uses' | ValueError('no name wanted')
# | final
# | kept until collected
