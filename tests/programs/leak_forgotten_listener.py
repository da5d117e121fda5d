# Leak 2: bound methods registered with a long-lived object keep every window alive.
import gc


class Bus:
    def __init__(self):
        self.listeners = []

    def subscribe(self, listener):
        self.listeners.append(listener)

    def publish(self, event):
        return sum(listener(event) for listener in self.listeners)


bus = Bus()


class Window:
    def __init__(self, title):
        self.title = title
        self.pixels = bytearray(256)
        bus.subscribe(self.on_event)

    def on_event(self, event):
        return 1

    def close(self):
        self.pixels = None


for i in range(500):
    w = Window("window %d" % i)
    w.close()
    del w
print("windows open: 0, windows alive:", sum(type(o) is Window for o in gc.get_objects()))
print("listeners that answer:", bus.publish("tick"))

# expect:
# | windows open: 0, windows alive: 500
# | listeners that answer: 500
