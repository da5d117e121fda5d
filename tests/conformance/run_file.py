"""Runs one file of CPython's tests through the standard library's unittest: what tools/conformance starts, under the
interpreter to be judged.

    run_file.py REPORT MODULE [--leave-out FILE] [--only PATTERN]

REPORT is a file to which one line is added for every event at once, so that it is complete up to a crash:

    plan KEY        a test of the file, in order
    start KEY       it begins
    passed KEY, failed KEY, error KEY, skipped KEY REASON
    fixture SKIPPED-OR-ERROR SCOPE REASON     setUpClass or setUpModule did not succeed
    import REASON   the file cannot be imported
    end

A key is the test's id; those that occur more than once are numbered. FILE holds keys of tests not to run, one a line.
"""
import os
import sys
import traceback
import unittest


class Report:
    def __init__(self, path):
        self.file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)

    def line(self, *words):
        text = " ".join(" ".join(str(word).split()) for word in words) + "\n"
        os.write(self.file, text.encode("utf-8", "backslashreplace"))


def flattened(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from flattened(test)
        else:
            yield test


def keyed(tests):
    """Pairs of key and test."""
    seen = {}
    pairs = []
    for test in tests:
        key = test.id().replace(" ", "_").replace("\n", "_")
        seen[key] = seen.get(key, 0) + 1
        pairs.append((key if seen[key] == 1 else "%s#%d" % (key, seen[key]), test))
    return pairs


class Result(unittest.TestResult):
    """Tells the report how each test ended: the worst that was said of it."""

    RANK = ("passed", "skipped", "failed", "error")

    def __init__(self, report, keys):
        super().__init__()
        self.report = report
        self.keys = keys
        self.outcome = None

    def startTest(self, test):
        super().startTest(test)
        self.outcome, self.reason = "passed", ""
        self.report.line("start", self.keys[id(test)])

    def stopTest(self, test):
        super().stopTest(test)
        self.report.line(self.outcome, self.keys[id(test)], self.reason)
        self.outcome = None
        # Kept tracebacks hold frames, and a test that looks at memory finds what others left there.
        self.failures.clear()
        self.errors.clear()
        self.skipped.clear()
        self.expectedFailures.clear()

    def told(self, test, outcome, reason="", text=""):
        if text:
            print("=" * 70, "%s: %s" % (outcome.upper(), test.id()), text, sep="\n", flush=True)
        if self.outcome is None:
            self.report.line("fixture", outcome, test.id().replace(" ", "_"), reason)
        elif self.RANK.index(outcome) > self.RANK.index(self.outcome):
            self.outcome, self.reason = outcome, reason

    def explained(self, test, outcome, error):
        lines = traceback.format_exception_only(error[0], error[1])
        self.told(test, outcome, lines[-1].strip()[:200], self._exc_info_to_string(error, test))

    def addFailure(self, test, error):
        self.explained(test, "failed", error)

    def addError(self, test, error):
        self.explained(test, "error", error)

    def addSkip(self, test, reason):
        self.told(test, "skipped", reason)

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.explained(test, "failed" if issubclass(error[0], test.failureException) else "error", error)

    def addExpectedFailure(self, test, error):
        pass

    def addUnexpectedSuccess(self, test):
        self.told(test, "failed", "unexpected success")


def main():
    report = Report(sys.argv[1])
    name = sys.argv[2]
    options = dict(zip(sys.argv[3::2], sys.argv[4::2]))
    left_out = set()
    if "--leave-out" in options:
        with open(options["--leave-out"], encoding="utf-8") as file:
            left_out = set(file.read().split("\n"))
    sys.argv[1:] = []
    del sys.path[0]         # the folder of this file
    try:
        from test import support
        support.use_resources = []      # what regrtest does without -u
        suite = unittest.defaultTestLoader.loadTestsFromName("test." + name)
    except unittest.SkipTest as reason:
        report.line("import", "skipped", reason)
        report.line("end")
        return
    except BaseException as error:
        traceback.print_exc()
        report.line("import", "error", "%s: %s" % (type(error).__name__, error))
        report.line("end")
        return
    pairs = keyed(flattened(suite))
    if len(pairs) == 1 and type(pairs[0][1]).__name__ in ("_FailedTest", "ModuleSkipped"):
        outcome = unittest.TestResult()
        pairs[0][1].run(outcome)
        for _, text in outcome.errors:
            print(text)
        reason = outcome.skipped[0][1] if outcome.skipped else outcome.errors[0][1].strip().split("\n")[-1]
        report.line("import", "skipped" if outcome.skipped else "error", reason)
        report.line("end")
        return
    pattern = options.get("--only", "")
    pairs = [(key, test) for key, test in pairs if pattern in key]
    for key, _ in pairs:
        report.line("plan", key)
    keys = {id(test): key for key, test in pairs}
    chosen = unittest.TestSuite(test for key, test in pairs if key not in left_out)
    del pairs, suite
    result = Result(report, keys)
    chosen.run(result)
    report.line("end")


if __name__ == "__main__":
    main()
