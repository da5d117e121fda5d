box = []
log = []


class C:
    def __del__(self):
        log.append("del")
        if len(log) < 3:
            box.append(self)


for i in range(3):
    box.append(C())
    box.clear()
print(log, len(box))
while box:
    box.pop()
print(log)
c = C()
c.__del__()
print(log)
del c
print(log)

# expect:
# | ['del', 'del', 'del'] 0
# | ['del', 'del', 'del']
# | ['del', 'del', 'del', 'del']
# | ['del', 'del', 'del', 'del', 'del']
