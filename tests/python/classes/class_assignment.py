class A:
    def who(self):
        return "A", vars(self)


class B:
    def who(self):
        return "B", vars(self)


a = A()
a.x = 1
a.__class__ = B
print(a.who(), type(a).__name__, isinstance(a, A))


class S1:
    __slots__ = ("x",)


class S2:
    __slots__ = ("x",)


class S3:
    __slots__ = ("y", "z")


s = S1()
s.x = 5
s.__class__ = S2
print(type(s).__name__, s.x)
for obj, cls in ((s, S3), (s, A), (a, S1), (5, A), (a, int), (a, 5), ([], A)):
    try:
        obj.__class__ = cls
    except TypeError as e:
        print(e)
try:
    del a.__class__
except TypeError as e:
    print(e)


class State:
    def switch(self):
        self.__class__ = On if type(self) is Off else Off
        return type(self).__name__


class On(State):
    pass


class Off(State):
    pass


s = Off()
print(s.switch(), s.switch(), s.switch())


class D:
    def __del__(self):
        print("D.__del__")


a.__class__ = D
del a

# expect:
# | ('B', {'x': 1}) B False
# | S2 5
# | __class__ assignment: 'S3' object layout differs from 'S2'
# | __class__ assignment: 'A' object layout differs from 'S2'
# | __class__ assignment: 'S1' object layout differs from 'B'
# | __class__ assignment only supported for mutable types or ModuleType subclasses
# | __class__ assignment only supported for mutable types or ModuleType subclasses
# | __class__ must be set to a class, not 'int' object
# | __class__ assignment only supported for mutable types or ModuleType subclasses
# | can't delete __class__ attribute
# | On Off On
# | D.__del__
