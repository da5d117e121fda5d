#!/usr/bin/python3
"""Check the formatting rules and those rules of the code that a text search can check (see HACKING.md).

    tools/style.py [--warnings] [FILE...]     all files of the work tree unless told

Prints `file:line: what` for each finding, and a summary. The exit status is 1 if there is an error. Warnings are
printed only when asked for.
"""
import argparse
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LAYERS = "base heap object gc types inspect lang vm modules runtime cli".split()
COLUMNS = 120               # of C; a line a little longer is a warning
COLUMNS_ERROR = 160         # of everything but prose and tables
LINES = 1500

# Programs kept exactly as they are: tests of what Python prints, and programs that measurements are made with.
VERBATIM = re.compile(r"^(tests/(python|programs|conformance|fuzz)|bench/programs|examples)/.*\.py$|^tests/.*corpus")
CODE = re.compile(r"\.(c|h|def)$")
SCRIPT = re.compile(r"(\.(py|sh|cmake|in|json)|CMakeLists\.txt|/run|^Makefile|^tools/\w+)$")
TEXT = re.compile(r"\.(md|1|3|txt)$")

# What library code must not call: it never ends the process, prints, jumps or changes the locale.
FORBIDDEN = re.compile(r"\b(setjmp|sigsetjmp|longjmp|siglongjmp|exit|_exit|_Exit|quick_exit|abort|printf|fprintf|"
                       r"vprintf|vfprintf|puts|putchar|perror|setlocale|alloca)\s*\(")
THREAD_LOCAL = re.compile(r"\b(_Thread_local|__thread)\b")
# (file, word): where such a call is the work of the file.
ALLOWED = {
    ("src/base/assert.c", "abort"),             # a broken invariant in a checking build
    ("src/base/check.c", "abort"),
    ("src/heap/fence.c", "abort"),              # the default when a fence is found broken
    ("src/heap/fence.c", "fprintf"),
    ("src/modules/posix.c", "_exit"),           # os._exit
    ("src/modules/posix.c", "abort"),           # os.abort
}

COMMENT_OR_STRING = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]')


def all_files():
    """The files of the work tree that git does not ignore; every file where there is no git."""
    listed = subprocess.run(["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    if listed.returncode == 0:
        return sorted(set(filter(None, listed.stdout.split("\0"))))
    found = []
    for directory, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if not name.startswith((".", "build", "__pycache__"))]
        found += [os.path.relpath(os.path.join(directory, name), ROOT) for name in names]
    return sorted(found)


def layer_of(path):
    parts = path.split("/")
    return parts[1] if parts[0] == "src" and len(parts) == 3 and parts[1] in LAYERS else None


def without_comments_and_strings(text):
    """The code alone, with every line where it was."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group())
    return COMMENT_OR_STRING.sub(blank, text)


class Checker:
    def __init__(self, show_warnings):
        self.show_warnings = show_warnings
        self.files = self.errors = self.warnings = 0

    def error(self, path, line, what):
        print(f"{path}:{line}: {what}")
        self.errors += 1

    def warning(self, path, line, what):
        if self.show_warnings:
            print(f"{path}:{line}: warning: {what}")
        self.warnings += 1

    def check(self, path):
        code, script, prose = CODE.search(path), SCRIPT.search(path), TEXT.search(path)
        if not (code or script or prose) or VERBATIM.search(path):
            return
        full = os.path.join(ROOT, path)
        if os.path.islink(full) or not os.path.isfile(full):
            return
        self.files += 1
        with open(full, "rb") as file:
            data = file.read()
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            self.error(path, 1, "not UTF-8")
            return
        self.check_text(path, text, prose)
        if code:
            self.check_includes(path, text)
            self.check_words(path, text)

    def check_text(self, path, text, prose):
        if text and not text.endswith("\n"):
            self.error(path, text.count("\n") + 1, "no newline at the end of the file")
        if "\r" in text:
            self.error(path, 1, "carriage return")
        lines = text.split("\n")
        for number, line in enumerate(lines, 1):
            if line.rstrip() != line:
                self.error(path, number, "space at the end of the line")
            if "\t" in line and not os.path.basename(path) == "Makefile":
                self.error(path, number, "tab")
            if len(line) > COLUMNS_ERROR and not prose and not path.endswith(".def"):
                self.error(path, number, f"{len(line)} columns, {COLUMNS_ERROR} at most")
            elif len(line) > COLUMNS and CODE.search(path):
                self.warning(path, number, f"{len(line)} columns, {COLUMNS} at most")
        if len(lines) > LINES and CODE.search(path):
            self.warning(path, len(lines), f"over {LINES} lines: look for the second idea")

    def check_includes(self, path, text):
        layer = layer_of(path)
        own = path[len("src/"):-1] + "h" if layer and path.endswith(".c") else None
        first = True
        for number, line in enumerate(text.split("\n"), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            quote, target = match.groups()
            if ".." in target.split("/"):
                self.error(path, number, f'include "{target}" by "layer/file.h"')
            elif path.startswith("include/") and quote == '"':
                self.error(path, number, "a public header includes only public headers")
            elif layer and quote == '"':
                self.check_layer_include(path, number, layer, target)
            if first and own and target != own and os.path.exists(os.path.join(ROOT, "src", own)):
                self.warning(path, number, f'the first include is the file\'s own header, "{own}"')
            first = False

    def check_layer_include(self, path, number, layer, target):
        upper = target.split("/")[0]
        if "/" not in target or upper not in LAYERS:
            self.error(path, number, f'include "{target}" by "layer/file.h"')
        elif layer == "cli" and upper != "cli":
            self.error(path, number, "the command includes only public headers")
        elif LAYERS.index(upper) > LAYERS.index(layer):
            self.error(path, number, f"upward include: {layer} is below {upper}")

    def check_words(self, path, text):
        layer = layer_of(path)
        if layer in (None, "cli"):
            return
        for number, line in enumerate(without_comments_and_strings(text).split("\n"), 1):
            for match in FORBIDDEN.finditer(line):
                if (path, match.group(1)) not in ALLOWED:
                    self.error(path, number, f"{match.group(1)} in library code")
            if THREAD_LOCAL.search(line):
                self.error(path, number, "thread-local state")


def main():
    parser = argparse.ArgumentParser(description="Check the formatting rules.")
    parser.add_argument("--warnings", action="store_true", help="print warnings too")
    parser.add_argument("files", nargs="*", help="all of the work tree unless told")
    options = parser.parse_args()
    checker = Checker(options.warnings)
    for path in [os.path.relpath(path, ROOT) for path in options.files] or all_files():
        checker.check(path)
    print(f"{checker.files} files, {checker.errors} errors, {checker.warnings} warnings")
    return 1 if checker.errors else 0


if __name__ == "__main__":
    sys.exit(main())
