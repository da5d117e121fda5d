#!/usr/bin/python3
"""Measure ouro against the other Pythons of this machine.

    bench/run.py [--rounds N] [--quick] [--programs NAME,...] [--json FILE]

Every program of bench/programs runs on each Python in turn (A B C A B C ...), so that a change in the machine's load
meets all alike. Before anything is timed, its output is compared with that of python3. Time is user and system CPU
time, the best and the median of the rounds; memory is the peak of the resident set. A ratio is ouro divided by the
other: below 1 is better for ouro.
"""
import argparse
import json
import math
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
PROGRAMS = os.path.join(HERE, "programs")
REFERENCE = "python3"
PEERS = {"python3": "/usr/bin/python3", "pypy3": "/usr/bin/pypy3"}
BYTES = "bytes_per_object"          # prints bytes, once for each kind of object
LATENCY = "gc_latency"              # prints the latency of its own operations
LIMIT = 600                         # seconds for one run
STARTUP_RUNS = 5                    # start-up is short: this many times as many rounds
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}


class Failed(Exception):
    """A run that ended badly; the text says how."""


class Measure:
    """Runs commands through bench/measure.c, which reads what they used."""

    def __init__(self, directory):
        self.directory = directory
        self.helper = os.path.join(directory, "measure")
        subprocess.run(["cc", "-std=gnu11", "-O2", os.path.join(HERE, "measure.c"), "-o", self.helper],
                       check=True)

    def __call__(self, argv):
        """Returns (usage, stdout, stderr)."""
        with tempfile.TemporaryFile(dir=self.directory) as report, \
                tempfile.TemporaryFile(dir=self.directory) as out, \
                tempfile.TemporaryFile(dir=self.directory) as err:
            # The report is descriptor 3 of the helper; 3 is not in use there, since only it is passed on.
            shell = ["/bin/sh", "-c", f'exec "$@" 3>&{report.fileno()}', "sh", self.helper, *argv]
            try:
                subprocess.run(shell, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=ENVIRONMENT,
                               pass_fds=[report.fileno()], timeout=LIMIT)
            except subprocess.TimeoutExpired:
                raise Failed(f"not done after {LIMIT} s") from None
            texts = []
            for file in (report, out, err):
                file.seek(0)
                texts.append(file.read().decode("utf-8", "replace"))
        if not texts[0]:
            raise Failed("could not be run")
        usage = json.loads(texts[0])
        if usage["status"] != 0:
            last = texts[2].strip().split("\n")[-1][:100]
            how = f"exit status {usage['status']}" if usage["status"] > 0 else f"signal {-usage['status']}"
            raise Failed(f"{how}: {last}" if last else how)
        usage["cpu"] = usage["user"] + usage["sys"]
        return usage, texts[1], texts[2]


def summary(runs):
    """Of the runs of one program on one Python: best and median times, median memory."""
    def column(key):
        return [run[key] for run in runs]
    return {
        "cpu_best": min(column("cpu")), "cpu_median": statistics.median(column("cpu")),
        "wall_best": min(column("wall")), "wall_median": statistics.median(column("wall")),
        "peak_kb": statistics.median(column("maxrss_kb")),
    }


def memory_statistics(measure, command, path):
    """The line of JSON that `-X memstats` prints last on standard error."""
    _, _, err = measure([command, "-X", "memstats", path])
    for line in reversed(err.strip().split("\n")):
        if line.startswith("{"):
            return json.loads(line)
    raise Failed("no memory statistics on standard error")


def bench_program(measure, name, pythons, rounds):
    """Checks one program's output, then times it on each Python; returns {python: summary or {"failed": why}}."""
    path = os.path.join(PROGRAMS, name + ".py")
    outputs, results, runs = {}, {}, {}
    for python, command in pythons.items():
        try:
            outputs[python] = measure([command, path])[1]
            runs[python] = []
        except Failed as why:
            results[python] = {"failed": str(why)}
    for python in list(runs):
        if REFERENCE in outputs and outputs[python] != outputs[REFERENCE]:
            results[python] = {"failed": f"prints something else than {REFERENCE}"}
            del runs[python]
    for _ in range(rounds):
        for python in list(runs):
            try:
                runs[python].append(measure([pythons[python], path])[0])
            except Failed as why:
                results[python] = {"failed": str(why)}
                del runs[python]
    results.update((python, summary(several)) for python, several in runs.items())
    return results


def bench_startup(measure, pythons, rounds):
    runs = {}
    failed = {}
    for _ in range(rounds):
        for python, command in pythons.items():
            if python not in failed:
                try:
                    runs.setdefault(python, []).append(measure([command, "-c", "pass"])[0])
                except Failed as why:
                    failed[python] = {"failed": str(why)}
    return {**{python: summary(several) for python, several in runs.items()}, **failed}


def edited_program(measure, name, pattern, replacement):
    """A copy of a program with one line changed; returns its path."""
    with open(os.path.join(PROGRAMS, name + ".py")) as file:
        text = file.read()
    changed, count = re.subn(pattern, replacement, text, count=1, flags=re.MULTILINE)
    assert count == 1, f"{name} has no line {pattern}"
    path = os.path.join(measure.directory, name + ".py")
    with open(path, "w") as file:
        file.write(changed)
    return path


def bench_bytes(measure, pythons):
    """{kind of object: {python: bytes or None}}: the growth of the resident set by a million of them, each."""
    with open(os.path.join(PROGRAMS, BYTES + ".py")) as file:
        kinds = re.findall(r'KIND == "(\w+)"', file.read())
    table = {}
    for kind in kinds:
        path = edited_program(measure, BYTES, r'^KIND = "none"', f'KIND = "{kind}"')
        row = table[kind] = {}
        for python, command in pythons.items():
            try:
                out = measure([command, path])[1]
                found = re.search(r" bytes (-?[\d.]+)", out)
                row[python] = float(found.group(1)) if found else None
            except Failed:
                row[python] = None
    return table


def bench_latency(measure, pythons):
    """{python: {phase: {quantile: microseconds}}}, in process CPU time, which is blind to other processes."""
    path = edited_program(measure, LATENCY, r'^CLOCK = "wall"', 'CLOCK = "cpu"')
    table = {}
    for python, command in pythons.items():
        try:
            out = measure([command, path])[1]
        except Failed as why:
            table[python] = {"failed": str(why)}
            continue
        phases = table[python] = {}
        for line in out.split("\n"):
            words = line.split()
            if words and words[0] in ("build", "churn"):
                quantiles = {key: float(value) for key, value in re.findall(r"(p[\d.]+) ([\d.]+)", line)}
                top = re.search(r"top us \[([^\]]*)\]", line)
                worst = [float(value) for value in re.findall(r"\d+", top.group(1))] if top else []
                quantiles["max"] = max(worst, default=quantiles["p99.999"])
                phases[words[0]] = quantiles
    return table


def machine():
    def first(path, pattern):
        try:
            with open(path) as file:
                found = re.search(pattern, file.read())
            return found.group(1) if found else "?"
        except OSError:
            return "?"
    return {
        "processor": first("/proc/cpuinfo", r"model name\s*: (.*)"),
        "processors": os.cpu_count(),
        "memory_kb": int(first("/proc/meminfo", r"MemTotal:\s*(\d+)")),
        "kernel": platform.release(),
        "system": first("/etc/os-release", r'PRETTY_NAME="(.*)"'),
        "load": os.getloadavg()[0],
    }


def version(command):
    done = subprocess.run([command, "-V"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return " ".join(done.stdout.split())


def geometric_mean(values):
    return math.exp(sum(map(math.log, values)) / len(values)) if values else None


def ratio(results, peer, key):
    """ouro divided by the peer, or None if one of them failed."""
    ours, theirs = results.get("ouro", {}).get(key), results.get(peer, {}).get(key)
    return ours / theirs if ours and theirs else None


# Printing.

def show(value, form="{:.2f}"):
    return "-" if value is None else form.format(value)


def print_rows(header, rows):
    """A table: the first column to the left, the others to the right."""
    widths = [max(len(row[i]) for row in [header, *rows]) for i in range(len(header))]
    for row in [header, *rows]:
        cells = [row[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        print("  ".join(cells).rstrip())


def print_comparison(title, table, pythons, key, scale, form):
    """One figure of every program: each Python's, and the ratio of ouro to each peer, with geometric means."""
    if not table:
        return
    peers = [python for python in pythons if python != "ouro"]
    header = [title, *pythons, *("/ " + peer for peer in peers)]
    rows = []
    for name, results in table.items():
        row = [name]
        for python in pythons:
            value = results.get(python, {}).get(key)
            row.append("failed" if value is None else form.format(value * scale))
        rows.append(row + [show(ratio(results, peer, key)) for peer in peers])
    if len(table) > 1 and "ouro" in pythons:
        means = []
        for peer in peers:
            ratios = [ratio(results, peer, key) for results in table.values()]
            means.append(show(geometric_mean([value for value in ratios if value])))
        rows.append(["geometric mean", *("" for _ in pythons), *means])
    print()
    print_rows(header, rows)


def print_failures(table):
    for name, results in table.items():
        for python, result in results.items():
            if "failed" in result:
                print(f"{python} failed in {name}: {result['failed']}")


def print_counts(counts):
    header = ["what ouro did", "allocations", "count updates", "collections", "peak MiB", "pause p99 us",
              "pause max us"]
    keys = ["allocations", "count_updates", "gc_collections"]
    rows = []
    for name, stats in counts.items():
        row = [name] + [show(stats.get(key), "{:,}") for key in keys]
        peak = stats.get("peak_bytes")
        row.append(show(peak and peak / 2**20, "{:.1f}"))
        row += [show(stats.get(key), "{:,}") for key in ("gc_pause_p99_us", "gc_pause_max_us")]
        rows.append(row)
    print()
    print_rows(header, rows)


def print_latency(table):
    quantiles = ["p50", "p99.9", "p99.99", "p99.999", "max"]
    rows = []
    for python, phases in table.items():
        if "failed" in phases:
            print(f"\n{python} failed in {LATENCY}: {phases['failed']}")
            continue
        for phase, values in phases.items():
            rows.append([f"{python} {phase}", *(show(values.get(key), "{:,.1f}") for key in quantiles)])
    print()
    print_rows(["latency of an operation, us", *quantiles], rows)


def print_bytes(table, pythons):
    peers = [python for python in pythons if python != "ouro"]
    rows = []
    for kind, row in table.items():
        ours = row.get("ouro")
        ratios = [show(ours / row[peer] if ours and row.get(peer) else None) for peer in peers]
        rows.append([kind, *(show(row.get(python), "{:.1f}") for python in pythons), *ratios])
    print()
    print_rows(["bytes per object", *pythons, *("/ " + peer for peer in peers)], rows)


def arguments():
    parser = argparse.ArgumentParser(description="Measure ouro against the other Pythons of this machine.")
    parser.add_argument("--ouro", default=os.path.join(ROOT, "build", "ouro"), metavar="PATH")
    parser.add_argument("--counting", default=os.path.join(ROOT, "build-counting", "ouro"), metavar="PATH",
                        help="the build that counts count updates")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=PATH", help="one more Python")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="one round; no bytes, no latency")
    parser.add_argument("--programs", metavar="NAME,...", help="only these")
    parser.add_argument("--json", metavar="FILE", help="write all figures there")
    return parser.parse_args()


def main():
    options = arguments()
    names = sorted(name[:-3] for name in os.listdir(PROGRAMS) if name.endswith(".py"))
    if options.programs:
        wanted = options.programs.split(",")
        unknown = sorted(set(wanted) - set(names))
        if unknown:
            sys.exit(f"bench: no such program: {', '.join(unknown)}; there are {', '.join(names)}")
        names = wanted
    pythons = {"ouro": options.ouro, **PEERS, **dict(peer.split("=", 1) for peer in options.peer)}
    pythons = {python: path for python, path in pythons.items() if shutil.which(path)}
    if "ouro" not in pythons:
        print(f"bench: there is no {os.path.relpath(options.ouro)} yet; measuring the others only")
    rounds = 1 if options.quick else options.rounds

    report = {"machine": machine(), "versions": {name: version(path) for name, path in pythons.items()},
              "rounds": rounds}
    about = report["machine"]
    print(f"{about['processor']}, {about['processors']} processors, {about['memory_kb'] // 2**20} GiB, "
          f"{about['system']}, Linux {about['kernel']}; load {about['load']:.1f}, {rounds} rounds")
    for python, text in report["versions"].items():
        print(f"{python}: {text}")

    with tempfile.TemporaryDirectory(prefix="ouro-bench-") as directory:
        measure = Measure(directory)
        table = report["programs"] = {}
        for name in names:
            if name not in (BYTES, LATENCY):
                print(f"{name} ...", file=sys.stderr, flush=True)
                table[name] = bench_program(measure, name, pythons, rounds)
        startup = report["startup"] = {"-c pass": bench_startup(measure, pythons, rounds * STARTUP_RUNS)}
        print_comparison("CPU s, best", table, pythons, "cpu_best", 1, "{:.2f}")
        print_comparison("CPU s, median", table, pythons, "cpu_median", 1, "{:.2f}")
        print_comparison("wall s, best", table, pythons, "wall_best", 1, "{:.2f}")
        print_comparison("peak MiB", table, pythons, "peak_kb", 1 / 1024, "{:.1f}")
        print_comparison("start-up, CPU ms", startup, pythons, "cpu_best", 1000, "{:.1f}")
        print_comparison("start-up, peak MiB", startup, pythons, "peak_kb", 1 / 1024, "{:.1f}")
        print_failures({**table, **startup})

        if "ouro" in pythons and table:
            counting = options.counting if os.path.exists(options.counting) else options.ouro
            counts = report["counts"] = {}
            for name in table:
                try:
                    counts[name] = memory_statistics(measure, counting, os.path.join(PROGRAMS, name + ".py"))
                except Failed as why:
                    print(f"no statistics of {name}: {why}")
            print_counts(counts)
        if LATENCY in names and not options.quick:
            report["latency_us"] = bench_latency(measure, pythons)
            print_latency(report["latency_us"])
        if BYTES in names and not options.quick:
            report["bytes_per_object"] = bench_bytes(measure, pythons)
            print_bytes(report["bytes_per_object"], pythons)

    if options.json:
        with open(options.json, "w") as file:
            json.dump(report, file, indent=1)
            file.write("\n")
    broken = any("failed" in results.get("ouro", {}) for results in [*table.values(), *startup.values()])
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
