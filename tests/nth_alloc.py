#!/usr/bin/env python3
"""Fail the N-th allocation of small programs, for every N, once (failalloc=N) and from then on (failalloc=N+).

Whatever N is, a program must end in one of these ways, with an empty heap:
  - exit 0 and the right output;
  - exit 0 after an error that Python cannot raise (in a finalizer, a callback), reported as "MemoryError" on stderr;
  - exit 1 with MemoryError as the last line of stderr, with a traceback or as a bare line.
A signal, a hang, SystemError, another exception, or anything alive at exit is a failure.

A sweep goes up until a run meets no failure any more (failed_allocs is 0 in the statistics line). Starting the runtime
is the same for every program, so only the first program is swept from 1, the others from where an empty program ends;
--full sweeps all from 1. With --budget, every k-th N is tried, k chosen to fit; what was covered is printed.
"""
import argparse
import concurrent.futures
import os
import random
import re
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from run_python import Run, Test, find  # noqa: E402

PROGRAMS = os.path.join(HERE, "python", "alloc")
SHOWN = 6
MARGIN = 64


class Outcome:
    """The verdict on one run: `problem` is None if it ended as it may."""

    def __init__(self, test, spec, run):
        self.test, self.spec = test, spec
        stats = run.take_memstats() if not run.timed_out else None
        self.failed = stats.get("failed_allocs", -1) if stats else -1
        self.seconds = run.seconds
        self.stderr = run.err
        self.problem = self.judge(run, stats)

    def judge(self, run, stats):
        if run.timed_out:
            return "hangs"
        if run.code < 0:
            return "killed by signal %d" % -run.code
        if re.search(r"^SystemError\b|\bSystemError:", run.err, re.M):
            return "SystemError"
        if "Sanitizer" in run.err or "assertion" in run.err.lower():
            return "a checker's report"
        if stats is None:
            return "no statistics line"
        if stats.get("live_objects_at_exit") != 0 or stats.get("live_bytes_at_exit") != 0:
            return "heap not empty: %s objects, %s bytes" % (
                stats.get("live_objects_at_exit"), stats.get("live_bytes_at_exit"))
        if run.code == 0:
            if run.out != self.test.expect and "MemoryError" not in run.err:
                return "exit 0 with the wrong output and no MemoryError"
            return None
        last = run.err.rstrip("\n").split("\n")[-1]
        # A group that an except* clause's MemoryError is in ends with a line of its frame.
        grouped = last.lstrip().startswith("+--") and "MemoryError" in run.err
        if run.code != 1 or not (grouped or re.match(r"MemoryError\b", last)):
            return "exit %d, ends with: %s" % (run.code, last[:100])
        return None


class Sweep:
    def __init__(self, options):
        self.o = options
        self.pool = concurrent.futures.ThreadPoolExecutor(options.jobs)

    def run(self, test, spec):
        command = [self.o.ouro, "-X", "memstats", "-X", "failalloc=" + spec, test.path]
        return Outcome(test, spec, Run(command, test, self.o.timeout))

    def total(self, test):
        """How many allocations the program makes: the first N that no run reaches, less one."""
        high = 256
        while self.run(test, str(high)).failed != 0:
            high *= 2
            if high > 1 << 26:
                raise SystemExit("%s: no N is out of reach; does failalloc work?" % test.name)
        low = high // 2 if high > 256 else 0
        while high - low > 1:
            middle = (low + high) // 2
            if self.run(test, str(middle)).failed != 0:
                low = middle
            else:
                high = middle
        return low

    def program(self, test, first, total, stride):
        """Sweep one program; the problems found, the number of runs, the time."""
        began = time.monotonic()
        offset = self.o.seed % stride
        specs = [str(n) + plus for n in range(first + offset, total + 1, stride) for plus in ("", "+")]
        bad, runs = [], 0
        # Batches, so that a program that fails everywhere does not take the whole time to say so.
        for at in range(0, len(specs), 200):
            for r in self.pool.map(lambda s: self.run(test, s), specs[at:at + 200]):
                runs += 1
                if r.problem:
                    bad.append(r)
            if len(bad) >= self.o.max_failures:
                break
        return bad, runs, time.monotonic() - began


def report(ouro, bad):
    for r in bad[:SHOWN]:
        print("FAIL %s: %s" % (r.test.name, r.problem))
        print("    %s -X memstats -X failalloc=%s %s" % (os.path.relpath(ouro), r.spec, os.path.relpath(r.test.path)))
        for line in r.stderr.rstrip("\n").split("\n")[-6:]:
            print("    | " + line)
    if len(bad) > SHOWN:
        kinds = {}
        for r in bad:
            kinds.setdefault(r.problem, []).append(r.spec)
        print("  %s: %d failures:" % (bad[0].test.name, len(bad)))
        for kind, specs in kinds.items():
            print("    %5d x %s (N = %s%s)" % (len(specs), kind, " ".join(specs[:8]), " ..." if len(specs) > 8 else ""))


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--ouro", required=True, metavar="PATH")
    p.add_argument("--jobs", type=int, default=2)
    p.add_argument("--stride", default="auto", help="try every K-th N; auto: 1, or what fits the budget")
    p.add_argument("--budget", type=float, default=240, metavar="SECONDS", help="0 means no limit")
    p.add_argument("--full", action="store_true", help="every program from N = 1, stride 1")
    p.add_argument("--seed", type=int, default=None, help="which N of a stride are tried (printed)")
    p.add_argument("--timeout", type=float, default=20.0, metavar="S", help="of one run")
    p.add_argument("--max-failures", type=int, default=50, metavar="N", help="leave a program after that many")
    p.add_argument("--filter", default="", metavar="SUBSTR")
    p.add_argument("programs", nargs="*", default=[PROGRAMS])
    o = p.parse_args()
    o.ouro = os.path.abspath(o.ouro)
    if o.seed is None:
        o.seed = random.randrange(1 << 16)
    paths = find(o.programs, o.filter)
    if not paths:
        p.error("no programs found")
    sweep = Sweep(o)
    began = time.monotonic()

    tests, broken = [], 0
    for path in paths:
        test = Test(path)
        run = Run([o.ouro, "-X", "memstats", path], test, o.timeout)
        stats = run.take_memstats() if not run.timed_out else None
        if run.timed_out or run.code != 0 or run.out != test.expect or stats is None:
            print("FAIL %s: does not pass without failures" % test.name)
            broken += 1
        else:
            tests.append(test)
    totals = list(sweep.pool.map(sweep.total, tests))
    empty = os.path.join(PROGRAMS, "empty.py")
    start = sweep.total(Test(empty)) if os.path.exists(empty) else 0
    firsts = [1 if i == 0 or o.full else max(1, start - MARGIN) for i in range(len(tests))]

    runs = sum(2 * max(0, t - f + 1) for t, f in zip(totals, firsts))
    stride = 1
    if o.stride != "auto":
        stride = max(1, int(o.stride))
    elif o.budget and not o.full and runs:
        sample = time.monotonic()
        list(sweep.pool.map(lambda t: sweep.run(t, "1000000000"), tests * 4))
        cost = (time.monotonic() - sample) / (4 * len(tests))
        stride = max(1, round(runs * cost / max(1.0, o.budget - (time.monotonic() - began))))

    bad_programs, done, failures = broken, 0, 0
    for test, total, first in zip(tests, totals, firsts):
        bad, n, seconds = sweep.program(test, first, total, stride)
        done += n
        failures += len(bad)
        bad_programs += bool(bad)
        report(o.ouro, bad)
        print("%-40s N %d..%d by %d: %d runs, %d failures, %.1f s" % (test.name, first, total, stride, n, len(bad), seconds))
        sys.stdout.flush()
    print("startup makes %d allocations; stride %d, seed %d: %d runs of %d, %d failures, %.0f s" % (
        start, stride, o.seed, done, runs, failures, time.monotonic() - began))
    print("%d passed, %d failed" % (len(paths) - bad_programs, bad_programs))
    return 1 if bad_programs else 0


if __name__ == "__main__":
    sys.exit(main())
