# Three modules of the standard library of more than 500 lines each, unchanged, that need no other large ones.
import _collections_abc as abc
import datetime
import heapq

for m in (abc, datetime, heapq):
    with open(m.__file__, encoding="utf-8") as f:
        print(m.__name__, sum(1 for line in f) >= 500)

# heapq: a queue of jobs, a merge, the largest of many, an order of equal keys.
jobs = []
for n, (when, what) in enumerate([(5, "write"), (1, "read"), (3, "think"), (1, "wait"), (4, "draw")]):
    heapq.heappush(jobs, (when, n, what))
print([heapq.heappop(jobs)[2] for _ in range(len(jobs))])
seed, data = 7, []
for _ in range(2000):
    seed = seed * 16807 % 2147483647
    data.append(seed)
heap = data[:]
heapq.heapify(heap)
print([heapq.heappop(heap) for _ in range(2000)] == sorted(data))
print(heapq.nsmallest(3, data) == sorted(data)[:3], heapq.nlargest(3, data, key=lambda x: -x) == sorted(data)[:3])
print(list(heapq.merge([1, 4, 7], [2, 5], [0, 9], key=None)), list(heapq.merge("ca", "db", reverse=True)))
print(heapq.heappushpop([1, 2], 0), heapq.heapreplace([1, 2], 5), heapq.nsmallest(2, ["bb", "a", "ccc"], key=len))
graph = {"a": {"b": 4, "c": 1}, "b": {"d": 1}, "c": {"b": 2, "d": 6}, "d": {}}


def shortest(start):
    dist, queue = {}, [(0, start)]
    while queue:
        d, node = heapq.heappop(queue)
        if node not in dist:
            dist[node] = d
            for other, w in graph[node].items():
                heapq.heappush(queue, (d + w, other))
    return dist


print(shortest("a"))

# datetime
date, time, timedelta, tz = datetime.date, datetime.time, datetime.timedelta, datetime.timezone
d = datetime.datetime(2024, 2, 28, 22, 30, 15, 123456)
print(d, repr(d), d + timedelta(hours=2), d + timedelta(days=2), d.isoformat(timespec="minutes"))
print(date(2024, 3, 1) - date(2023, 3, 1), date(2024, 12, 31).timetuple().tm_yday)
print(tuple(date(2020, 12, 31).isocalendar()))
print(date.fromisoformat("2021-07-04").weekday(), date.fromordinal(738000), date.max, date.min, timedelta.max)
print(timedelta(1, 2, 3) * 3, timedelta(days=7) / 2, -timedelta(seconds=1))
print(divmod(timedelta(days=1), timedelta(hours=7)))
print(timedelta(hours=1.5).total_seconds(), timedelta(1) // timedelta(hours=5), abs(timedelta(-1)))
print(repr(timedelta(1, 2)))
utc, cet = tz.utc, tz(timedelta(hours=1), "CET")
u = datetime.datetime(2024, 1, 1, 12, tzinfo=utc)
print(u, u.astimezone(cet), u == u.astimezone(cet), cet, u.astimezone(cet).tzname(), utc.utcoffset(None))
print(datetime.datetime.fromisoformat("2024-05-06T07:08:09+02:00"), datetime.datetime.fromtimestamp(0, utc))
print(d.replace(year=2023, day=1), d.date(), d.time(), time(1, 2, 3) < time(1, 2, 4))
print(datetime.datetime.combine(date(1, 1, 1), time()))
print(sorted([date(2024, 5, 1), date(2023, 1, 1)]), {date(2024, 1, 1): "new year"}[date(2024, 1, 1)])
print(hash(d) == hash(d.replace()))
for bad in (lambda: date(2023, 2, 29), lambda: d - date(2024, 1, 1), lambda: d < u, lambda: timedelta(10 ** 10),
          lambda: date.max + timedelta(1), lambda: time(25), lambda: tz(timedelta(hours=24)),
          lambda: d.replace(month=13)):
    try:
        print(bad())
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__)
total = timedelta()
for i in range(1000):
    day = date.fromordinal(730000 + i * 37)
    total += (date(day.year, 12, 31) - day) * (day.month % 3)
print(total, sum(date.fromordinal(i).day for i in range(1, 3000)))


# _collections_abc: a few methods written, the rest inherited.
class Ring(abc.MutableSequence):
    def __init__(self, items=()):
        self.items = list(items)

    def __getitem__(self, i):
        return self.items[i]

    def __setitem__(self, i, v):
        self.items[i] = v

    def __delitem__(self, i):
        del self.items[i]

    def __len__(self):
        return len(self.items)

    def insert(self, i, v):
        self.items.insert(i, v)


class Interval(abc.Set):
    def __init__(self, items=()):
        self.items = sorted(set(items))

    def __contains__(self, x):
        return x in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


class Lower(abc.MutableMapping):
    def __init__(self, *args, **kw):
        self.data = {}
        self.update(*args, **kw)

    def __getitem__(self, k):
        return self.data[k.lower()]

    def __setitem__(self, k, v):
        self.data[k.lower()] = v

    def __delitem__(self, k):
        del self.data[k.lower()]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)


r = Ring("abc")
r.append("d")
r.extend("ef")
r.reverse()
r.remove("c")
r += ["z"]
print(r.items, r[-1], r.pop(), r.pop(0), r.index("a"), r.count("d"), "e" in r, list(reversed(r))[:3], len(r))
i, j = Interval([1, 2, 3]), Interval([3, 4])
print(sorted(i & j), sorted(i | j), sorted(i - j), sorted(i ^ j), i <= j, i == Interval([3, 2, 1]))
print(i.isdisjoint([9]), i > Interval([1]))
m = Lower(One=1, TWO=2)
m.update({"Three": 3})
print(m["ONE"], m.get("four", 4), sorted(m.items()), m.pop("two"), m.setdefault("Five", 5), "FIVE" in m)
print(list(m.keys()), m == {"one": 1, "three": 3, "five": 5})
print([c.__name__ for c in (abc.Iterable, abc.Sized, abc.Hashable, abc.Callable, abc.Mapping, abc.Sequence, abc.Set, abc.Generator)
       if isinstance([], c)], isinstance({}, abc.Mapping), isinstance(len, abc.Callable), issubclass(Ring, abc.Reversible))
try:
    abc.Sequence()
except TypeError as e:
    print(e)

# expect:
# | collections.abc True
# | datetime True
# | heapq True
# | ['read', 'wait', 'think', 'draw', 'write']
# | True
# | True True
# | [0, 1, 2, 4, 5, 7, 9] ['d', 'c', 'b', 'a']
# | 0 1 ['a', 'bb']
# | {'a': 0, 'c': 1, 'b': 3, 'd': 4}
# | 2024-02-28 22:30:15.123456 datetime.datetime(2024, 2, 28, 22, 30, 15, 123456) 2024-02-29 00:30:15.123456 2024-03-01 22:30:15.123456 2024-02-28T22:30
# | 366 days, 0:00:00 366
# | (2020, 53, 4)
# | 6 2021-07-29 9999-12-31 0001-01-01 999999999 days, 23:59:59.999999
# | 3 days, 0:00:06.000009 3 days, 12:00:00 -1 day, 23:59:59
# | (3, datetime.timedelta(seconds=10800))
# | 5400.0 4 1 day, 0:00:00
# | datetime.timedelta(days=1, seconds=2)
# | 2024-01-01 12:00:00+00:00 2024-01-01 13:00:00+01:00 True CET CET 0:00:00
# | 2024-05-06 07:08:09+02:00 1970-01-01 00:00:00+00:00
# | 2023-02-01 22:30:15.123456 2024-02-28 22:30:15.123456 True
# | 0001-01-01 00:00:00
# | [datetime.date(2023, 1, 1), datetime.date(2024, 5, 1)] new year
# | True
# | ValueError
# | TypeError
# | TypeError
# | OverflowError
# | OverflowError
# | ValueError
# | ValueError
# | ValueError
# | 191128 days, 0:00:00 47035
# | ['e', 'd', 'b', 'a'] z z f 3 1 True ['a', 'b', 'd'] 4
# | [3] [1, 2, 3, 4] [1, 2] [1, 2, 4] False True
# | True True
# | 1 4 [('one', 1), ('three', 3), ('two', 2)] 2 5 True
# | ['one', 'three', 'five'] True
# | ['Iterable', 'Sized', 'Sequence'] True True True
# | Can't instantiate abstract class Sequence with abstract methods __getitem__, __len__
