#!/usr/bin/env python3
"""Replays allocation traces against Ouro's heap and its peers and prints a table.

    bench/heap/run.py DIRECTORY [--passes N] [--build DIRECTORY]

DIRECTORY holds traces (*.pmt.zst, see bench/heap/replay.c). Peers are what is installed: the C library's malloc,
libmimalloc.so.2, libjemalloc.so.2 (preloaded) and pymalloc of libpython3.11.
"""
import argparse
import math
import os
import pathlib
import re
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
LINE = re.compile(r"cold +(\S+) warm +(\S+) best +(\S+) ns/event \| peak +(\S+) MB \((\S+) x live\) mean +(\S+) "
                  r"end +(\S+) freed +(\S+) idle +(\S+) trim +(\S+) \| faults cold (\d+) warm (\d+)")
KINDS = [  # label, mode of replay, library to preload
    ("loop and touching alone", "loop", None),
    ("ouro, inlined", "ours", None),
    ("ouro, call", "call", None),
    ("ouro, all raw", "raw", None),
    ("pymalloc 3.11", "pymalloc", None),
    ("mimalloc", "malloc", "libmimalloc.so.2"),
    ("jemalloc", "malloc", "libjemalloc.so.2"),
    ("C library", "malloc", None),
]


def build(where):
    where.mkdir(parents=True, exist_ok=True)
    program = where / "replay"
    sources = sorted(map(str, (ROOT / "src/heap").glob("*.c")))
    subprocess.run(["cc", "-std=gnu11", "-O2", f"-I{ROOT}/include", f"-I{ROOT}/src", str(ROOT / "bench/heap/replay.c"),
                    *sources, "-ldl", "-o", str(program)], check=True)
    return program


def replay(program, trace, mode, preload, passes):
    env = dict(os.environ, LD_PRELOAD=preload) if preload else None
    with subprocess.Popen(["zstd", "-dcq", "--long=27", str(trace)], stdout=subprocess.PIPE) as unpack:
        run = subprocess.run([str(program), mode, str(passes)], stdin=unpack.stdout, env=env, text=True,
                             capture_output=True)
    if run.returncode != 0 or "cannot be preloaded" in run.stderr:
        return None
    found = LINE.search(run.stdout)
    return [float(x) for x in found.groups()] if found else None


def mean(values):
    return math.exp(sum(math.log(max(v, 1e-9)) for v in values) / len(values))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("directory", type=pathlib.Path)
    arguments.add_argument("--passes", type=int, default=6)
    arguments.add_argument("--build", type=pathlib.Path)
    given = arguments.parse_args()
    traces = sorted(given.directory.glob("*.pmt.zst"))
    if not traces:
        arguments.error(f"no traces in {given.directory}")
    with tempfile.TemporaryDirectory() as scratch:
        program = build(given.build or pathlib.Path(scratch))
        print("geometric means over", ", ".join(t.name.split(".")[0] for t in traces))
        print(f"{'':26}{'ns/event':>9}{'warm':>7}{'cold':>7}{'peak MB':>9}{'x live':>8}{'mean MB':>9}{'freed MB':>9}"
              f"{'warm faults':>13}")
        for label, mode, preload in KINDS:
            rows = [replay(program, trace, mode, preload, given.passes) for trace in traces]
            if not all(rows):
                print(f"{label:26}  (not here)")
                continue
            columns = [mean(column) for column in zip(*rows)]
            cold, warm, best, peak, ratio, average, _, freed, _, trim, _, faults = columns
            if mode == "loop":
                print(f"{label:26}{best:9.2f}{warm:7.2f}{cold:7.2f}")
                continue
            text = f"{label:26}{best:9.2f}{warm:7.2f}{cold:7.2f}{peak:9.1f}{ratio:8.2f}{average:9.1f}{freed:9.1f}{faults:13.0f}"
            print(text + (f"   trimmed {trim:.1f} MB" if mode in ("ours", "call", "raw") else ""))


if __name__ == "__main__":
    main()
