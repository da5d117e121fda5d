#!/usr/bin/python3
"""Compares the front end with CPython's: every tree, every error.

    compare_ast.py TOOL [-j N] [-v] [PATH ...]    trees of the .py files in PATH (default: the library)
    compare_ast.py TOOL --snippets FILE           errors of the texts in FILE
"""
import argparse
import ast
import os
import subprocess
import sys
import sysconfig
import tempfile
import unicodedata
import warnings
from codeop import PyCF_ALLOW_INCOMPLETE_INPUT, PyCF_DONT_IMPLY_DEDENT
from concurrent.futures import ProcessPoolExecutor


def dump(node):
    """ast.dump(node, include_attributes=True), faster, and the same for any depth that matters."""
    out = []
    put = out.append

    def value(x):
        if isinstance(x, ast.AST):
            tree(x)
        elif isinstance(x, list):
            put("[")
            for i, item in enumerate(x):
                if i:
                    put(", ")
                value(item)
            put("]")
        else:
            put(repr(x))

    def tree(x):
        cls = type(x)
        put(cls.__name__)
        put("(")
        first = True
        for name in cls._fields + cls._attributes:
            v = getattr(x, name, None)
            if v is None and getattr(cls, name, ...) is None:
                continue
            if not first:
                put(", ")
            first = False
            put(name)
            put("=")
            if type(v) is int and v > 0x7FFFFFFFFFFFFFFF and name == "value":
                put(big(x))
            else:
                value(v)
        put(")")

    def big(x):
        text = ast.get_source_segment(source, x).replace("_", "").lower()
        if text.startswith(("0x", "0o", "0b")):
            return text
        return str(x.value)

    source = dump.source
    tree(node)
    return "".join(out)


def expected(path):
    with open(path, "rb") as f:
        data = f.read()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(data, path)
        except SyntaxError as e:
            return error_line(e)
        except ValueError as e:
            return f"ValueError|{e}"
    try:
        dump.source = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        dump.source = data.decode("latin-1")
    return dump(tree)


def error_line(e):
    name = type(e).__name__
    if e.lineno is None:
        return f"{name}|{e.msg}"
    text = f"|{e.text}".rstrip("\n") if "LANG_TEXT" in os.environ and e.end_lineno is not None else ""
    return f"{name}|{e.msg}|{e.lineno}|{e.offset}|{e.end_lineno}|{e.end_offset}{text}"


def compare_file(job):
    tool, path = job
    sys.setrecursionlimit(20000)
    want = expected(path)
    done = subprocess.run([tool, "dump", path], capture_output=True)
    got = done.stdout.decode("utf-8", "surrogateescape").rstrip("\n")
    if done.returncode:
        return path, f"exit {done.returncode}: {done.stderr[-300:].decode(errors='replace')}", False
    if want == got:
        return path, None, "|" in want[:24]
    at = next((i for i, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
    lo = max(0, at - 120)
    return path, f"  want ...{want[lo:at + 120]!r}\n  got  ...{got[lo:at + 120]!r}", False


def write_names(path):
    """The characters' names, for \\N{...}."""
    names = {}
    for code in range(sys.maxunicode + 1):
        name = unicodedata.name(chr(code), "")
        if name:
            names[name] = code
    for alias in ("LF", "NEW LINE", "NULL", "SPACE", "ESC", "BEL", "TAB", "NEL", "CR"):
        try:
            names[alias] = ord(unicodedata.lookup(alias))
        except KeyError:
            pass
    with open(path, "w", encoding="ascii") as f:
        # Sorted as strcmp sorts " NAME".
        f.writelines(f"{code:X} {name}\n" for name, code in sorted(names.items()))


def python_files(paths):
    for path in paths:
        if os.path.isfile(path):
            yield path
        for folder, _, names in os.walk(path):
            for name in sorted(names):
                if name.endswith(".py"):
                    yield os.path.join(folder, name)


def compare_trees(options):
    jobs = [(options.tool, path) for path in python_files(options.paths)]
    same = errors = 0
    with ProcessPoolExecutor(options.jobs) as pool:
        for path, difference, is_error in pool.map(compare_file, jobs, chunksize=8):
            if difference is None:
                same += 1
                errors += is_error
            else:
                print(f"{path}:\n{difference}")
    print(f"{same} of {len(jobs)} files the same, {errors} of these errors")
    return same == len(jobs)


def read_snippets(path):
    """A snippet a line, as a string literal, after its mode: eval, single, prompt, else exec."""
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            mode = "exec"
            if line.split(" ", 1)[0] in ("eval", "single", "prompt"):
                mode, line = line.split(" ", 1)
            yield mode, ast.literal_eval(line)


def at_prompt(text):
    """What a line typed at a prompt gives, as the codeop module asks for it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(text, "<test>", "single", PyCF_DONT_IMPLY_DEDENT | PyCF_ALLOW_INCOMPLETE_INPUT)
        except SyntaxError as e:
            return "incomplete" if e.msg == "incomplete input" else error_line(e)
    return "ok"


def oracle(mode, text):
    lines = []
    if mode == "prompt":
        return at_prompt(text)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            # Only the parser: what the compiler finds is not the front end's business.
            ast.parse(text, "<test>", mode)
            result = "ok"
        except SyntaxError as e:
            result = error_line(e)
        except (ValueError, MemoryError, RecursionError) as e:
            result = f"{type(e).__name__}|{e}"
        # Warnings of the compiler come where the parser was content.
        if result == "ok":
            caught.clear()
            try:
                compile(text, "<test>", mode)
            except (SyntaxError, RecursionError):
                pass
    for w in caught:
        lines.append(f"warning|{w.message}|{w.lineno}")
    return "\n".join(lines + [result])


def compare_snippets(options):
    snippets = list(read_snippets(options.snippets))
    data = bytearray()
    for mode, text in snippets:
        raw = text.encode("utf-8", "surrogatepass")
        data += b"%d %s\n" % (len(raw), mode.encode()) + raw + b"\n"
    done = subprocess.run([options.tool, "snippets"], input=bytes(data), capture_output=True)
    got = done.stdout.decode("utf-8", "replace").split("\x1e\n")
    if done.returncode:
        print(f"exit {done.returncode}: {done.stderr.decode(errors='replace')[-2000:]}")
    same = 0
    for (mode, text), mine in zip(snippets, got):
        want = oracle(mode, text)
        mine = mine.rstrip("\n")
        if want == mine:
            same += 1
        elif options.verbose or len(text) < 400:
            print(f"{mode} {text!r}\n  want {want}\n  got  {mine}")
    print(f"{same} of {len(snippets)} snippets the same")
    return same == len(snippets) and done.returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tool")
    parser.add_argument("paths", nargs="*", default=[sysconfig.get_paths()["stdlib"]])
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--snippets")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LANG_NAMES"] = os.path.join(folder, "names")
        write_names(os.environ["LANG_NAMES"])
        ok = compare_snippets(options) if options.snippets else compare_trees(options)
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
