# Leak 1: a cache in a global that nobody empties.
import gc

cache = {}


class Result:
    def __init__(self, key):
        self.key = key
        self.rows = [key] * 10


def lookup(key):
    if key not in cache:
        cache[key] = Result(key)
    return cache[key]


def handle(request):
    return lookup(request % 97), lookup("request %d" % request)


for n in range(3000):
    handle(n)
    if n % 1000 == 999:
        print("after", n + 1, "requests:", sum(type(o) is Result for o in gc.get_objects()), "results alive")

# expect:
# | after 1000 requests: 1097 results alive
# | after 2000 requests: 2097 results alive
# | after 3000 requests: 3097 results alive
