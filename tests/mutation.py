#!/usr/bin/env python3
"""Test the tests: break one thing in a copy of the sources, build it, and see that the tests named for it notice.

    tests/mutation.py [--preset NAME] [--only NAME,...] [--list] [--keep]

What is broken stands in tests/mutations.py. A mutation is noticed when at least one of the tests named for it, which
passes on the sources as they are, fails on the broken copy. Python tests are named by their path below tests/, unit tests
by their program. The table says what was broken, where, and who noticed.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

from mutations import MUTATIONS

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TIMEOUT = 120

class Tree:
    """A copy of the work tree that can be broken, built and mended again."""

    def __init__(self, path, preset):
        self.path, self.preset = path, preset
        self.build_path = os.path.join(path, "build" if preset == "release" else "build-" + preset)
        listed = subprocess.run(["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, check=True,
                                stdout=subprocess.PIPE, text=True).stdout
        for name in filter(None, listed.split("\0")):
            if os.path.isfile(os.path.join(ROOT, name)):
                target = os.path.join(path, name)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                shutil.copy2(os.path.join(ROOT, name), target)

    def build(self):
        env = dict(os.environ, CCACHE_BASEDIR=self.path, CCACHE_NOHASHDIR="1")
        env.setdefault("CMAKE_BUILD_PARALLEL_LEVEL", "2")
        # A broken copy may have warnings that are errors elsewhere.
        commands = [["cmake", "--preset", self.preset, "-DOURO_WERROR=OFF"], ["cmake", "--build", self.build_path]]
        for command in commands[os.path.exists(os.path.join(self.build_path, "build.ninja")):]:
            p = subprocess.run(command, cwd=self.path, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            if p.returncode != 0:
                return p.stdout
        return ""

    def has(self, test):
        if test.endswith(".py"):
            return os.path.exists(os.path.join(self.build_path, "ouro"))
        return os.path.exists(os.path.join(self.build_path, "tests", test))

    def passes(self, test):
        if test.endswith(".py"):
            command = [sys.executable, "tests/run_python.py", "--ouro", os.path.join(self.build_path, "ouro"),
                       os.path.join("tests", test)]
        else:
            command = [os.path.join(self.build_path, "tests", test)]
        try:
            return subprocess.run(command, cwd=self.path, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL, timeout=TIMEOUT).returncode == 0
        except subprocess.TimeoutExpired:
            return False

    def replace(self, file, old, new):
        """Break a file; returns its text as it was and the line, or None if `old` does not occur there exactly once."""
        path = os.path.join(self.path, file)
        if not os.path.exists(path):
            return None
        with open(path, encoding="utf-8") as f:
            text = f.read()
        if old.startswith("re:"):
            broken, n = re.subn(old[3:], new, text, flags=re.DOTALL)
        else:
            broken, n = text.replace(old, new), text.count(old)
        if n != 1:
            return None
        self.write(file, broken)
        same = next(i for i, (a, b) in enumerate(zip(text, broken + "\0")) if a != b)
        return text, text.count("\n", 0, same) + 1

    def write(self, file, text):
        with open(os.path.join(self.path, file), "w", encoding="utf-8") as f:
            f.write(text)


def try_mutation(tree, m, healthy):
    """(verdict, where, what to say): the verdict is "noticed", "MISSED" or "STALE"."""
    found = tree.replace(m["file"], m["old"], m["new"])
    if found is None:
        return "STALE", m["file"], "the text to replace does not occur there once"
    original, line = found
    where = "%s:%d" % (m["file"], line)
    try:
        errors = tree.build()
        if errors:
            return "STALE", where, "does not compile: " + errors[-400:]
        sound = [t for t in m["tests"] if healthy[t]]
        noticed = [t for t in sound if not tree.passes(t)]
        if not noticed:
            return "MISSED", where, "by " + (", ".join(sound) or "none that exists and passes")
        return "noticed", where, ", ".join(noticed)
    finally:
        tree.write(m["file"], original)


def check_health(tree, names):
    """Which of the tests named pass on the sources as they are."""
    tests = {t for name in names for t in MUTATIONS[name]["tests"]}
    healthy = {t: tree.has(t) and tree.passes(t) for t in sorted(tests)}
    for t, ok in healthy.items():
        if not ok:
            print("%s: does not exist or does not pass; counts for nothing" % t)
    return healthy


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--preset", default="release")
    p.add_argument("--only", default="", metavar="NAME,...")
    p.add_argument("--list", action="store_true")
    p.add_argument("--keep", action="store_true", help="leave the broken copy of the tree behind, and say where")
    o = p.parse_args()
    if o.list:
        for name, m in MUTATIONS.items():
            print("%s: %s" % (name, m["why"]))
        return 0
    wanted = {n.strip() for n in o.only.split(",") if n.strip()} or set(MUTATIONS)
    unknown = wanted - set(MUTATIONS)
    if unknown:
        p.error("no such mutation: " + ", ".join(sorted(unknown)))
    folder = tempfile.mkdtemp(prefix="ouro-mutation-")
    try:
        tree = Tree(folder, o.preset)
        errors = tree.build()
        if errors:
            print("the sources as they are do not build:\n" + errors[-2000:])
            return 1
        counts, began = {}, time.monotonic()
        healthy = check_health(tree, wanted)
        print("%-8s %-46s %-30s %s" % ("", "broken", "where", "noticed by"))
        for name, m in MUTATIONS.items():
            if name not in wanted:
                continue
            verdict, where, what = try_mutation(tree, m, healthy)
            counts[verdict] = counts.get(verdict, 0) + 1
            print("%-8s %-46s %-30s %s" % (verdict, name, where, what))
            sys.stdout.flush()
        bad = counts.get("MISSED", 0) + counts.get("STALE", 0)
        print("%d passed, %d failed (%.0f s)" % (counts.get("noticed", 0), bad, time.monotonic() - began))
        return 1 if bad else 0
    finally:
        if o.keep:
            print("the tree is in " + folder)
        else:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
