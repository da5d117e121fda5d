class Resource:
    def __init__(self):
        self.blocks = []

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        print("exit", kind.__name__)
        self.blocks.clear()


def use():
    with Resource() as r:
        try:
            while True:
                r.blocks.append(bytearray(4096))
        finally:
            print("finally")


try:
    use()
except MemoryError:
    print("caught")
try:
    use()
except Exception as e:
    print(type(e).__mro__[1].__name__, isinstance(e, MemoryError))

# flags: -X memlimit=16M
# expect:
# | finally
# | exit MemoryError
# | caught
# | finally
# | exit MemoryError
# | Exception True
