#!/usr/bin/python3
"""Check that no layer of the library calls upward.

    tools/check_layers.py --nm nm base=libouro_base.a heap=libouro_heap.a ...

Archives are given lowest layer first. A symbol that a layer leaves undefined and that a higher layer defines is an
error: what a lower layer must ask of an upper one goes through the hooks in the runtime state.
"""
import argparse
import subprocess
import sys


def symbols(nm, archive):
    """The global symbols of an archive: {defined name}, {undefined name: object file}."""
    text = subprocess.run([nm, "--extern-only", archive], check=True, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    defined, undefined, member = set(), {}, archive
    for line in text.splitlines():
        if line.endswith(":"):
            member = line[:-1]
            continue
        words = line.split()
        if len(words) < 2:
            continue
        kind, name = words[-2:]
        if kind in "Uvw":
            undefined.setdefault(name, member)
        else:
            defined.add(name)
    return defined, undefined


def main():
    parser = argparse.ArgumentParser(description="Check that no layer calls upward.")
    parser.add_argument("--nm", default="nm")
    parser.add_argument("archives", nargs="+", metavar="LAYER=ARCHIVE", help="lowest layer first")
    args = parser.parse_args()

    layers = []
    for item in args.archives:
        name, _, archive = item.partition("=")
        layers.append((name, *symbols(args.nm, archive)))

    errors = 0
    for level, (layer, _, undefined) in enumerate(layers):
        for upper, defined, _ in layers[level + 1:]:
            for symbol in sorted(defined & undefined.keys()):
                print(f"layer error: {layer} ({undefined[symbol]}) calls upward: "
                      f"{symbol} is defined in {upper}", file=sys.stderr)
                errors += 1
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
