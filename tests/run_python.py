#!/usr/bin/env python3
"""Run the Python tests: each is a program with what it must print in comment lines at its end.

    # flags: slow -X memlimit=16M      words below; -X options go to ouro
    # args: one two                    sys.argv[1:], split as a shell would
    # stdin:                           each line of a block starts with "# |"
    # | a line of input
    # expect:
    # | a line of standard output
    # stderr:
    # | a line of standard error
    # exit: 1                          default 0

A stream whose last line has no newline ends with a line "# \\ no newline". Flags: `slow` (ten times the timeout,
left out under slow presets), `not-yet` (known to print
something else so far; must not crash, hang or leak), `ouro-only` (needs what only ouro has) and `no-oracle` (python3 legitimately differs):
neither is given to the oracle; `not-PRESET` leaves the test out under that preset.

Directories of file names are dropped from both streams and addresses become 0x..., so a traceback reads the same
wherever the tree is. Whatever the test does, ouro must end with an empty heap: the memory statistics it prints as
the last line of standard error must say that no object and no byte is left.

Files whose name starts with "_", folders with an __init__.py and folders called fixtures hold what tests import.
"""
import argparse
import concurrent.futures
import difflib
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DEFAULT_PATHS = [os.path.join(HERE, "python"), os.path.join(HERE, "programs")]
SLOW_PRESETS = {"asan": 5, "stress": 20, "coverage": 4, "fuzz": 5, "dev": 3, "ubsan": 3}
BLOCKS = ("stdin", "expect", "stderr")
FIELDS = ("flags", "args", "exit")
HEAD = re.compile(r"# (%s):(.*)$" % "|".join(BLOCKS + FIELDS))
NO_NEWLINE = "# \\ no newline"
# The oracle gets an address-space limit where ouro gets a heap limit: what python3 maps before the first line
# of a program runs, plus the limit.
ORACLE_BASE = 24 << 20


def is_trailer_line(line):
    return line == "#" or line.startswith("# |") or line == NO_NEWLINE or HEAD.match(line) is not None


class Test:
    """One test file: its code, and the trailer parsed."""

    def __init__(self, path):
        self.path = path
        self.name = os.path.relpath(path, HERE)
        with open(path, encoding="utf-8", newline="\n") as f:
            lines = f.read().split("\n")
        while lines and not lines[-1]:
            lines.pop()
        start = len(lines)
        while start and is_trailer_line(lines[start - 1]):
            start -= 1
        while start < len(lines) and not HEAD.match(lines[start]):
            start += 1
        self.code = lines[:start]
        while self.code and not self.code[-1]:
            self.code.pop()
        self.stdin = self.expect = self.stderr = ""
        self.flags, self.args, self.exit = [], [], 0
        self.has_trailer = start < len(lines)
        block = None
        for line in lines[start:]:
            m = HEAD.match(line)
            if m and m[1] in BLOCKS:
                block = m[1]
            elif m:
                block = None
                self.set_field(m[1], m[2].strip())
            elif line == NO_NEWLINE:
                setattr(self, block, getattr(self, block)[:-1])
            elif line.startswith("# |"):
                setattr(self, block, getattr(self, block) + line[4:] + "\n")
        self.options = [w for w in self.flags if w != "-X" and "=" in w]
        self.words = [w for w in self.flags if w != "-X" and "=" not in w]

    def set_field(self, key, text):
        if key == "exit":
            self.exit = int(text)
        else:
            setattr(self, key, shlex.split(text))

    @property
    def asks_oracle(self):
        return not {"ouro-only", "no-oracle"} & set(self.words)

    def rewrite(self, expect, stderr, code):
        out = list(self.code) + [""]
        if self.flags:
            out.append("# flags: " + " ".join(self.flags))
        if self.args:
            out.append("# args: " + shlex.join(self.args))
        if self.stdin:
            out += block_lines("stdin", self.stdin)
        out += block_lines("expect", expect)
        if stderr:
            out += block_lines("stderr", stderr)
        if code:
            out.append("# exit: %d" % code)
        text = "\n".join(out) + "\n"
        with open(self.path, encoding="utf-8", newline="\n") as f:
            if f.read() == text:
                return False
        with open(self.path, "w", encoding="utf-8", newline="\n") as f:
            f.write(text)
        return True


def block_lines(name, text):
    lines = text.split("\n")
    whole = lines[-1] == ""
    if whole:
        lines.pop()
    out = ["# %s:" % name] + ["# | " + x if x else "# |" for x in lines]
    return out if whole else out + [NO_NEWLINE]


def normalise(data):
    text = data.decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    text = re.sub(r'File "[^"<\n]*/([^"/\n]+)"', r'File "\1"', text)
    text = re.sub(r"(?m)^/[^\n:]*/([^/\n:]+\.py:\d+: )", r"\1", text)
    text = re.sub(r"\(/[^()\n]*/([^/()\n]+\.py)(, line \d+)?\)", r"(\1\2)", text)
    text = re.sub(r"(from|loader|module) '/[^'\n]*/([^'/\n]+)'", r"\1 '\2'", text)
    return re.sub(r"(?<= at )0x[0-9a-f]+", "0x...", text)


def environment():
    env = {k: os.environ[k] for k in ("PATH", "HOME", "TMPDIR", "OURO_STDLIB") if k in os.environ}
    env.update({k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")})
    env["LC_ALL"] = "C.UTF-8"
    env["PYTHONDONTWRITEBYTECODE"] = "1"
    return env


class Run:
    """What one process did."""

    def __init__(self, command, test, timeout):
        self.timed_out = False
        started = time.monotonic()
        try:
            p = subprocess.run(command, input=test.stdin.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               timeout=timeout, cwd=os.path.dirname(test.path), env=environment())
            self.out, self.err, self.code = normalise(p.stdout), normalise(p.stderr), p.returncode
        except subprocess.TimeoutExpired as e:
            self.timed_out = True
            self.out, self.err, self.code = normalise(e.stdout or b""), normalise(e.stderr or b""), None
        self.seconds = time.monotonic() - started

    def take_memstats(self):
        """Cut the statistics line off stderr and return it parsed, or None if it is not there."""
        lines = self.err.rstrip("\n").split("\n")
        try:
            stats = json.loads(lines[-1])
        except ValueError:
            return None
        if not isinstance(stats, dict):
            return None
        self.err = "".join(x + "\n" for x in lines[:-1])
        return stats


def parse_size(text):
    units = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
    return int(text[:-1]) * units[text[-1].upper()] if text[-1].upper() in units else int(text)


def oracle_command(python, test):
    command = [python, "-s", test.path] + test.args
    for option in test.options:
        key, value = option.split("=", 1)
        if key == "memlimit":
            kib = (ORACLE_BASE + parse_size(value)) >> 10
            return ["sh", "-c", 'ulimit -v %d; exec "$@"' % kib, "sh"] + command
    return command


def ouro_command(ouro, test, extra=()):
    command = [ouro, "-X", "memstats"]
    for option in [*extra, *test.options]:
        command += ["-X", option]
    return command + [test.path] + test.args


def diff(what, want, got):
    if want == got:
        return []
    a, b = want.split("\n"), got.split("\n")
    lines = list(difflib.unified_diff(a, b, what + " expected", what + " got", lineterm="", n=2))
    return lines[:60] + (["... %d lines more" % (len(lines) - 60)] if len(lines) > 60 else [])


def compare(test, run):
    """The reasons why a run is not what the test says, as lines; none if it passed."""
    if run.timed_out:
        return ["timed out after %.0f s" % run.seconds] + run.err.split("\n")[-4:-1]
    problems = []
    if run.code < 0:
        try:
            problems.append("CRASH: killed by " + signal.Signals(-run.code).name)
        except ValueError:
            problems.append("CRASH: killed by signal %d" % -run.code)
    elif run.code != test.exit:
        problems.append("exit code %d, expected %d" % (run.code, test.exit))
    return problems + diff("stdout", test.expect, run.out) + diff("stderr", test.stderr, run.err)


def check_heap(run):
    stats = run.take_memstats()
    if stats is None:
        return ["no memory statistics on the last line of stderr"]
    problems = []
    for key in ("live_objects_at_exit", "live_bytes_at_exit"):
        if stats.get(key) != 0:
            problems.append("HEAP NOT EMPTY: %s is %r" % (key, stats.get(key)))
    return problems


def find(paths, substring):
    found = []
    for path in paths:
        path = os.path.abspath(path)
        if os.path.isfile(path):
            found.append(path)
            continue
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(f for f in folders if f not in ("fixtures", "__pycache__") and
                                not os.path.exists(os.path.join(folder, f, "__init__.py")))
            found += [os.path.join(folder, f) for f in sorted(files) if f.endswith(".py") and f[0] != "_"]
    return [f for f in found if not substring or substring in os.path.relpath(f, HERE)]


def kind_of(problems):
    """In one word what went wrong, for the summary; the worst first."""
    text = "\n".join(problems)
    for kind, mark in (("crashes", "CRASH"), ("time-outs", "timed out"), ("heaps not empty", "HEAP NOT EMPTY"),
                       ("false expectations", "oracle: ")):
        if mark in text:
            return kind
    return "wrong answers"


class Verdict:
    def __init__(self, test):
        self.test = test
        self.problems = []
        self.skipped = False
        self.not_yet = False
        self.updated = False
        self.seconds = 0.0


def run_one(path, o):
    v = Verdict(Test(path))
    test = v.test
    slow = "slow" in test.words
    if "not-" + (o.preset or "") in test.words or (slow and (o.preset in SLOW_PRESETS or o.quick)):
        v.skipped = True
        return v
    timeout = o.timeout * SLOW_PRESETS.get(o.preset, 1) * (10 if slow else 1)
    if o.update:
        if not test.asks_oracle:
            v.skipped = True
            return v
        run = Run(oracle_command(o.oracle, test), test, timeout)
        if run.timed_out or run.code < 0:
            v.problems = ["oracle: not updated"] + compare(test, run)[:1] + run.err.split("\n")[-5:]
        else:
            v.updated = test.rewrite(run.out, run.err, run.code)
        return v
    if not test.has_trailer:
        v.problems = ["says nothing of what it must print: run with --update"]
        return v
    if o.oracle and test.asks_oracle:
        v.problems += ["oracle: " + p for p in compare(test, Run(oracle_command(o.oracle, test), test, timeout))]
    elif not o.ouro:
        v.skipped = True
    if o.ouro:
        run = Run(ouro_command(o.ouro, test, o.option), test, timeout)
        heap = [] if run.timed_out else check_heap(run)
        problems = compare(test, run)
        # A crash or an unknown option explains the missing statistics line.
        if "not-yet" in test.words:
            # What is missing is known; a crash, a hang or a leak never is.
            if not problems and not heap:
                print("PASSES NOW " + test.name + ": take the flag not-yet away")
            elif problems and not heap and not run.timed_out and run.code >= 0:
                problems, v.not_yet = [], True
        v.problems += problems + ([] if problems and heap and heap[0].startswith("no mem") else heap)
        v.seconds = run.seconds
    return v


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--ouro", metavar="PATH", help="the command under test")
    p.add_argument("--jobs", type=int, default=2)
    p.add_argument("--oracle", nargs="?", const="/usr/bin/python3", metavar="PATH",
                   help="also check that the expectations are true of python3")
    p.add_argument("--update", action="store_true", help="rewrite the expectations from the oracle, never from ouro")
    p.add_argument("--preset", help="the build preset under test: stretches timeouts, leaves slow tests out")
    p.add_argument("--timeout", type=float, default=20.0, metavar="S")
    p.add_argument("--option", action="append", default=[], metavar="KEY=VALUE", help="one more -X option for ouro")
    p.add_argument("--filter", default="", metavar="SUBSTR")
    p.add_argument("--quick", action="store_true", help="leave out tests flagged slow")
    p.add_argument("--list-failing", metavar="FILE", help="write the names of failing tests there")
    p.add_argument("--slowest", type=int, default=0, metavar="N", help="name the N slowest tests")
    p.add_argument("paths", nargs="*", default=DEFAULT_PATHS)
    o = p.parse_args()
    if o.oracle and (o.oracle.endswith(".py") or os.path.isdir(o.oracle)):
        o.paths = [o.oracle] + (o.paths if o.paths is not DEFAULT_PATHS else [])
        o.oracle = "/usr/bin/python3"
    if o.update:
        o.oracle = o.oracle or "/usr/bin/python3"
    elif not o.ouro and not o.oracle:
        p.error("give --ouro, --oracle or both")
    if o.ouro:
        o.ouro = os.path.abspath(o.ouro)
        if not os.access(o.ouro, os.X_OK):
            p.error("no such command: " + o.ouro)
    paths = find(o.paths, o.filter)
    if not paths:
        p.error("no tests found")
    failing, skipped, not_yet, updated, verdicts, kinds = [], 0, 0, 0, [], {}
    with concurrent.futures.ThreadPoolExecutor(o.jobs) as pool:
        for v in pool.map(lambda path: run_one(path, o), paths):
            verdicts.append(v)
            skipped += v.skipped
            not_yet += v.not_yet
            updated += v.updated
            if v.problems:
                failing.append(v.test.name)
                kinds[kind_of(v.problems)] = kinds.get(kind_of(v.problems), 0) + 1
                print("FAIL " + v.test.name)
                for line in v.problems:
                    print("    " + line)
                sys.stdout.flush()
    if o.slowest:
        for v in sorted(verdicts, key=lambda v: -v.seconds)[:o.slowest]:
            print("%7.2f s  %s" % (v.seconds, v.test.name))
    if o.list_failing:
        with open(o.list_failing, "w") as f:
            f.write("".join(name + "\n" for name in failing))
    if o.update:
        print("%d files rewritten" % updated)
    if kinds:
        print(", ".join("%d %s" % (n, kind) for kind, n in sorted(kinds.items(), key=lambda k: -k[1])))
    print("%d passed, %d failed, %d skipped, %d not yet" %
          (len(paths) - len(failing) - skipped - not_yet, len(failing), skipped, not_yet))
    return 1 if failing else 0


if __name__ == "__main__":
    sys.exit(main())
