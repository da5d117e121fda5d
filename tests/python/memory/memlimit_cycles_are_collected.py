import gc

gc.disable()


class C:
    def __init__(self):
        self.me = self
        self.load = bytearray(20000)


# Forty times what the limit allows: with the collector off, the limit itself must make it run.
for i in range(40 * 800):
    C()
print("done")

# flags: ouro-only -X memlimit=16M
# expect:
# | done
