import time

a = time.time()
m = time.monotonic()
p = time.perf_counter()
time.sleep(0.01)
print(time.time() > a > 1.6e9, time.monotonic() > m, time.perf_counter() - p >= 0.009, time.process_time() >= 0)
print(isinstance(time.time_ns(), int), time.monotonic_ns() > 0, time.perf_counter_ns() > 0)
t = time.gmtime(86400 * 365)
print(t.tm_year, t.tm_mon, t.tm_mday, t.tm_hour, t.tm_wday, t.tm_yday, t[:6], len(t))
print(time.strftime("%Y-%m-%d %H:%M:%S", t), time.asctime(t), time.gmtime(0).tm_year)
for f in (lambda: time.sleep(-1), lambda: time.sleep("x"), lambda: time.gmtime("x"), lambda: time.time(1)):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)

# expect:
# | True True True True
# | True True True
# | 1971 1 1 0 4 1 (1971, 1, 1, 0, 0, 0) 9
# | 1971-01-01 00:00:00 Fri Jan  1 00:00:00 1971 1970
# | ValueError sleep length must be non-negative
# | TypeError 'str' object cannot be interpreted as an integer
# | TypeError 'str' object cannot be interpreted as an integer
# | TypeError time.time() takes no arguments (1 given)
