#!/usr/bin/env python3
"""Test the tests: break one thing in a copy of the sources, build it, and see that the tests named for it notice.

    tests/mutation.py [--preset NAME] [--only NAME,...] [--list] [--keep]

A mutation is noticed when each test named for it passes on the sources as they are and fails on the broken copy. Python
tests are named by their path below tests/, unit tests by their program. Those that do not exist yet are skipped.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TIMEOUT = 120

# file, old (a text that occurs there once; "re:" before a regular expression), new, and the tests that must notice.
MUTATIONS = {
    "count dropped": {
        "why": "the reference that a slot held is forgotten, not released: what it held never dies",
        "file": "include/ouro/object.h",
        "old": "re:(ouro_slot_set\\([^{]*\\{[^}]*?\\*slot = value;)\n    if \\(old\\)\n        ouro_release\\(rt, old\\);",
        "new": r"\1\n    (void)old, (void)rt;",
        "tests": ["python/memory/del_on_rebind.py", "python/memory/refcount_deltas.py"],
    },
    "collector skips an object": {
        "why": "the references out of the first object of a page are not counted: cycles through it stay",
        "file": "src/gc/trace.c",
        "old": "            if (is_unreached(w, rt->heap, o, mode)) {\n                found++;",
        "new": "            if (is_unreached(w, rt->heap, o, mode) && r.at != gc_blocks_of(page).at) {\n"
               "                found++;",
        "tests": ["gc_collect_test", "gc_exhaustive_test", "python/memory/collect_counts.py", "programs/mission_cycle.py"],
    },
    "finalizer twice": {
        "why": "an object that was resurrected is finalized again when it dies for good",
        "file": "src/object/dealloc.c",
        "old": "    o->tf |= OURO_F_FINALIZED;\n",
        "new": "",
        "tests": ["gc_collect_test", "python/memory/resurrect_once.py", "python/memory/finalizer_once_by_count.py"],
    },
    "dead weak reference calls back": {
        "why": "a weak reference that is part of the garbage must never call (two places see to it: both go)",
        "file": "src/gc/finish.c",
        "old": r"re:static bool is_alive[^\n]*\n((?:.|\n)*?)        ouro_weak_unlink[^\n]*\n",
        "new": r"static bool is_alive(ouro_rt *rt, ouro_obj *o) { return true; }\n\1        ;\n",
        "tests": ["gc_collect_test", "python/memory/weakref_in_cycle.py"],
    },
    "resurrection overlooked": {
        "why": "what a finalizer made reachable is deleted all the same",
        "file": "src/gc/finish.c",
        "old": "    if (code_ran) {\n        gc_pause_start(rt, w);\n",
        "new": "    if (code_ran && w->dead == 0) {\n        gc_pause_start(rt, w);\n",
        "tests": ["gc_collect_test", "python/memory/resurrect_part_of_cycle.py"],
    },
    "deallocation recurses": {
        "why": "a long chain must die in constant stack",
        "file": "src/object/dealloc.c",
        "old": "    if (OURO_UNLIKELY(rt->dealloc_depth >= NESTING) ||\n"
               "        (OURO_UNLIKELY((char *)__builtin_frame_address(0) < rt->stack_limit) && rt->dealloc_depth > 0)) {\n",
        "new": "    if (rt->dealloc_depth > 1u << 30) {\n",
        "tests": ["object_dealloc_test", "python/memory/chain_million.py"],
    },
    "count path forgets weak references": {
        "why": "a weak reference to an object that died by its count would dangle",
        "file": "src/object/dealloc.c",
        "old": "        ouro_weak_clear(rt, o);\n",
        "new": "        (void)flags;\n",
        "tests": ["object_dealloc_test", "python/memory/two_names_one_list.py"],
    },
}


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
        """Break a file; returns its text as it was, or None if `old` does not occur there exactly once."""
        path = os.path.join(self.path, file)
        if not os.path.exists(path):
            return None
        with open(path, encoding="utf-8") as f:
            text = f.read()
        if old.startswith("re:"):
            broken, n = re.subn(old[3:], new, text)
        else:
            broken, n = text.replace(old, new), text.count(old)
        if n != 1:
            return None
        self.write(file, broken)
        return text

    def write(self, file, text):
        with open(os.path.join(self.path, file), "w", encoding="utf-8") as f:
            f.write(text)


def try_mutation(tree, m, healthy):
    """(verdict, what to say): the verdict is "noticed", "MISSED", "STALE" or "skipped"."""
    tests = [t for t in m["tests"] if tree.has(t)]
    for t in tests:
        if t not in healthy:
            healthy[t] = tree.passes(t)
    sound = [t for t in tests if healthy[t]]
    original = tree.replace(m["file"], m["old"], m["new"])
    if original is None:
        return "STALE", "the text to replace does not occur once in " + m["file"]
    try:
        if not sound:
            return "skipped", "no test for it that exists and passes"
        errors = tree.build()
        if errors:
            return "STALE", "does not compile: " + errors[-400:]
        missed = [t for t in sound if tree.passes(t)]
        if missed:
            return "MISSED", "by " + ", ".join(missed)
        return "noticed", "by " + ", ".join(sound)
    finally:
        tree.write(m["file"], original)


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
        healthy, counts = {}, {}
        for name, m in MUTATIONS.items():
            if name not in wanted:
                continue
            began = time.monotonic()
            verdict, what = try_mutation(tree, m, healthy)
            counts[verdict] = counts.get(verdict, 0) + 1
            print("%-8s %s: %s (%.0f s)" % (verdict, name, what, time.monotonic() - began))
            sys.stdout.flush()
        bad = counts.get("MISSED", 0) + counts.get("STALE", 0)
        print("%d passed, %d failed, %d skipped" % (counts.get("noticed", 0), bad, counts.get("skipped", 0)))
        return 1 if bad else 0
    finally:
        if o.keep:
            print("the tree is in " + folder)
        else:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
