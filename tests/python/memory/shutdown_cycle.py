import gc

gc.disable()


class C:
    def __init__(self):
        self.me = self

    def __del__(self):
        print("a cycle is finalized at exit")


C()
print("last line")

# expect:
# | last line
# | a cycle is finalized at exit
