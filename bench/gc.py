#!/usr/bin/python3
"""Measure the collector, and death by reference count, against the other Pythons of this machine.

    bench/gc.py [--large] [--live N] [--rounds N] [--only NAME,...] [--json FILE] [--ouro PATH]

The programs of bench/gc run on each Python in turn. Latency is measured inside the program, between two turns of its
loop, in process CPU time, which is blind to other processes; times and peak memory are those of the process. The
figures are medians of the rounds, but for the longest stop: of it the smallest counts, since what the machine adds to a
round is not the program's. At the end each gate is marked pass or FAIL; the exit status is 1 if one failed.
"""
import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile

from run import HERE, PEERS, ROOT, Failed, Measure, machine, print_rows, show, version

PROGRAMS = os.path.join(HERE, "gc")
SMALLEST = ("_max_us", "_over_1ms")     # of these the smallest of the rounds counts
UNITS = {"cpu": "CPU s", "wall": "wall s", "peak": "peak MiB"}


def workloads(live, large):
    """{name: (program, arguments)}; `large` is about the tree that is dropped too."""
    operations = str(2000000 if large else 1000000)
    dropped = str(10000000 if large else 8000000)
    table = {f"churn {percent} %": ("churn.py", [str(live), str(percent), operations]) for percent in (0, 5, 20)}
    table["drop"] = ("drop.py", [dropped])
    table["queue"] = ("queue.py", ["300000"])
    table["collect"] = ("collect.py", [str(live)])
    table["acyclic"] = ("acyclic.py", [str(live), "on"])
    table["acyclic, off"] = ("acyclic.py", [str(live), "off"])
    return table


def run_once(measure, command, program, words):
    """The figures that the program printed, and what its process used."""
    usage, out, _ = measure([*command, os.path.join(PROGRAMS, program), *words])
    figures = {"cpu": usage["cpu"], "wall": usage["wall"], "peak": usage["maxrss_kb"] / 1024}
    for line in out.split("\n"):
        words = line.split()
        if len(words) == 2:
            figures[words[0]] = float(words[1])
    return figures


def middle(rounds):
    return {key: min(r[key] for r in rounds) if key.endswith(SMALLEST) else statistics.median(r[key] for r in rounds)
            for key in rounds[0]}


def bench(measure, name, program, words, pythons, rounds):
    """{python: figures, or {"failed": why}} of one workload."""
    runs = {python: [] for python in pythons}
    failed = {}
    for _ in range(rounds):
        for python, command in pythons.items():
            if python in failed:
                continue
            try:
                runs[python].append(run_once(measure, command, program, words))
            except Failed as why:
                failed[python] = {"failed": str(why)}
    table = {python: failed.get(python) or middle(several) for python, several in runs.items()}
    sums = {figures["checksum"] for figures in table.values() if "checksum" in figures}
    if len(sums) > 1:
        print(f"{name}: the Pythons do not agree: {sorted(sums)}")
    return table


class Gates:
    """What must hold: (what, limit, measured, passed). A gate whose figures are missing is not a pass."""

    def __init__(self, table):
        self.table, self.rows = table, []

    def get(self, workload, python, key):
        return self.table.get(workload, {}).get(python, {}).get(key)

    def at_most(self, what, value, limit, form="{:.2f}"):
        self.rows.append((what, limit, value, value is not None and value <= limit, form))

    def ratio(self, a, b):
        return a / b if a is not None and b else None

    def churn(self, name):
        mine = {key: self.get(name, "ouro", key) for key in ("churn_max_us", "churn_p999_us", "cpu", "peak")}
        self.at_most(f"{name}: longest stop, us", mine["churn_max_us"], 1000, "{:.0f}")
        self.at_most(f"{name}: 99.9 % of the stops, us", mine["churn_p999_us"], 500, "{:.0f}")
        self.at_most(f"{name}: longest stop of the building, us", self.get(name, "ouro", "build_max_us"), 1000, "{:.0f}")
        self.at_most(f"{name}: CPU / python3", self.ratio(mine["cpu"], self.get(name, "python3", "cpu")), 0.9)
        self.at_most(f"{name}: peak / stw", self.ratio(mine["peak"], self.get(name, "ouro stw", "peak")), 1.1)
        self.at_most(f"{name}: peak / python3", self.ratio(mine["peak"], self.get(name, "python3", "peak")), 1.0)

    def share(self, python):
        """The part of building acyclic structures that is the collector's, in percent."""
        on, off = (self.get(name, python, "build_ms") for name in ("acyclic", "acyclic, off"))
        return max(0.0, (on - off) / on * 100) if on and off else None

    def judge(self):
        for name in self.table:
            if name.startswith("churn"):
                self.churn(name)
        if "drop" in self.table:
            self.at_most("drop: longest stop, us", self.get("drop", "ouro", "drop_max_us"), 1000, "{:.0f}")
        if "queue" in self.table:
            self.at_most("queue: peak MiB", self.get("queue", "ouro", "peak"), 40, "{:.1f}")
        if "collect" in self.table:
            mine, theirs = (self.get("collect", python, "full_ns_per_object") for python in ("ouro", "python3"))
            self.at_most("collect: time an object / python3", self.ratio(mine, theirs), 0.35)
            self.at_most("collect: freeing cycles, ns an object", self.get("collect", "ouro", "free_ns_per_object"), 100,
                         "{:.0f}")
        if "acyclic" in self.table:
            self.at_most("acyclic: the collector's share, %", self.share("ouro"), 5, "{:.1f}")
        return self.rows


def print_workload(name, results):
    keys = []
    for figures in results.values():
        keys += [key for key in figures if key not in keys and key not in ("checksum", "failed")]
    rows = []
    for python, figures in results.items():
        if "failed" in figures:
            print(f"{python} failed in {name}: {figures['failed']}")
            continue
        rows.append([python, *(show(figures.get(key), "{:,.2f}" if key in ("cpu", "wall") else "{:,.0f}") for key in keys)])
    if rows:
        print()
        print_rows([name, *(UNITS.get(key, key.replace("_", " ")) for key in keys)], rows)


def print_gates(rows):
    print()
    print_rows(["gate", "at most", "measured", ""],
               [[what, form.format(limit), show(value, form), "pass" if passed else "FAIL"]
                for what, limit, value, passed, form in rows])
    print(f"{sum(row[3] for row in rows)} of {len(rows)} gates pass")


def arguments():
    parser = argparse.ArgumentParser(description="Measure the collector against the other Pythons of this machine.")
    parser.add_argument("--ouro", default=os.path.join(ROOT, "build", "ouro"), metavar="PATH")
    parser.add_argument("--large", action="store_true", help="10 million live containers, a tree of 10 million nodes")
    parser.add_argument("--live", type=int, metavar="N", help="live containers; default 2 million")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", metavar="NAME,...", help="workloads whose name begins so")
    parser.add_argument("--alone", action="store_true", help="only ouro, no other Python")
    parser.add_argument("--json", metavar="FILE", help="write all figures there")
    return parser.parse_args()


def main():
    options = arguments()
    live = options.live or (10000000 if options.large else 2000000)
    table = workloads(live, options.large)
    if options.only:
        wanted = tuple(options.only.split(","))
        table = {name: what for name, what in table.items() if name.startswith(wanted)}
        if not table:
            sys.exit("bench: no such workload; there are " + ", ".join(workloads(live, options.large)))
    pythons = {"ouro": [options.ouro], "ouro stw": [options.ouro, "-X", "gc=stw"]}
    if not options.alone:
        pythons.update((python, [path]) for python, path in PEERS.items())
    pythons = {python: command for python, command in pythons.items() if shutil.which(command[0])}
    about = machine()
    print(f"{about['processor']}, {about['processors']} processors, {about['system']}, Linux {about['kernel']}; "
          f"load {about['load']:.1f}, {options.rounds} rounds, {live:,} live containers")
    versions = {python: version(command[0]) for python, command in pythons.items()}
    for python, text in versions.items():
        print(f"{python}: {text}")

    results = {}
    with tempfile.TemporaryDirectory(prefix="ouro-bench-") as directory:
        measure = Measure(directory)
        for name, (program, words) in table.items():
            print(f"{name} ...", file=sys.stderr, flush=True)
            results[name] = bench(measure, name, program, words, pythons, options.rounds)
            print_workload(name, results[name])
    gates = Gates(results)
    rows = gates.judge()
    if "acyclic" in results and "acyclic, off" in results:
        print()
        print_rows(["acyclic", "the collector's share, %"],
                   [[python, show(gates.share(python), "{:.1f}")] for python in pythons])
    print_gates(rows)
    if options.json:
        report = {"machine": about, "versions": versions, "rounds": options.rounds, "live": live, "results": results,
                  "gates": [{"what": what, "limit": limit, "measured": value, "passed": passed}
                            for what, limit, value, passed, _ in rows]}
        with open(options.json, "w") as file:
            json.dump(report, file, indent=1)
            file.write("\n")
    return 0 if all(row[3] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
