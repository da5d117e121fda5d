# How long the operations of a program took: a histogram that costs each of them one addition.
class Latency:
    def __init__(self):
        self.counts = [0] * 2001        # microseconds, up to 2 ms
        self.longer = []

    def add(self, seconds):
        us = int(seconds * 1000000.0)
        if us >= 2000:
            self.longer.append(us)
            us = 2000
        self.counts[us] += 1

    def quantile(self, num, den):
        above = sum(self.counts) * (den - num) // den       # samples that may be longer
        self.longer.sort()
        if above < len(self.longer):
            return self.longer[len(self.longer) - 1 - above]
        above -= len(self.longer)
        for us in range(1999, 0, -1):
            above -= self.counts[us]
            if above < 0:
                return us
        return 0

    def report(self, name):
        print(name + "_max_us", self.quantile(1, 1))
        print(name + "_p999_us", self.quantile(999, 1000))
        print(name + "_over_1ms", sum(self.counts[1000:]))
