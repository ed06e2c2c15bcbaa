#!/usr/bin/env python3
"""Run CPython's own tests over its rewritten standard library.

    cpython_tests.py [--weft FILE] [--python FILE] [--all] [--keep DIR] [TEST...]

Copies the interpreter and its library into folders of their own: plain, and rewritten with
each of two wrappers that pass every call through. `counting` is a Python function, so every
call has one frame more than it had; `frameless` is `_operator.call`, which has none.
`stripped` is no wrapper: the library went through the passes of the preset `strip`.
Nor is `profiled`: every function is profiled, by the native module where WEFT_RUNTIME
has one. Runs each test over the plain library, over the rewritten library with the
tests as they are (`library`), over the rewritten library with the tests rewritten as
well (`everything`), and under `weft run` over the plain library, rewritten as it is imported
(`run`), and compares what became of every test case. Under `weft run`, what is imported
before the program begins, by the interpreter and by Weft itself, stays as it is; so this
variant is of use beside the others. It needs a native module.

The differences that are allowed are listed with their reasons in
`cpython_tests_expected.txt`. Any other one is reported, and the exit code is 1. A
difference counts only if a second run shows it again.

Without `--all` and TEST: a quick choice of tests and variants. The interpreter is the
newest one found that has its tests, unless `--python` names another.
"""

import argparse
import collections
import concurrent.futures
import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

import pythons

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = (
    # The long ones first, so that they run beside the others.
    "test_asyncio test_logging test_pickle test_statistics test_unittest test_json test_argparse test_difflib "
    "test_dataclasses test_functools test_collections test_typing test_enum test_contextlib test_inspect "
    "test_traceback test_warnings test_re test_tokenize test_ast test_string test_textwrap test_configparser test_copy "
    "test_decimal test_fractions test_heapq test_bisect test_random"
).split()
SLOW_TESTS = frozenset(
    ["test_asyncio", "test_logging", "test_pickle", "test_statistics", "test_unittest"]
)
REWRITES = {
    "counting": ["wrap", "--with", "weft_counter:wrap"],
    "frameless": ["wrap", "--with", "_operator:call"],
    "stripped": ["rewrite", "-q", "--passes", "strip"],
    "profiled": ["profile", "-q", "--in", "*"],
}
VARIANTS = (
    "library/counting",
    "library/frameless",
    "everything/counting",
    "everything/frameless",
    "library/profiled",
    "library/stripped",
    "run/profiled",
)
QUICK_VARIANTS = (
    "library/counting",
    "everything/frameless",
    "library/profiled",
    "library/stripped",
)
TIMEOUT = 1200  # Seconds, for one test.

# In the library's folder, where it can be imported before any path is set up. It imports
# nothing, since the modules that the interpreter starts with call through it.
COUNTER = """calls = 0


def wrap(callee, /, *args, **kwargs):
    global calls
    calls += 1
    return callee(*args, **kwargs)
"""


class Tree:
    """A copy of an interpreter and its library, which finds only that library.

    `options` stand in front of a program that it runs.
    """

    def __init__(self, root, python):
        self.options = []
        name = "python%d.%d" % python.version[:2]
        self.root = root
        self.program = os.path.join(root, "bin", name)
        self.library = os.path.join(root, "lib", name)
        os.makedirs(os.path.dirname(self.program))
        os.makedirs(os.path.dirname(self.library))
        shutil.copy(python.path, self.program)

    def command(self, *arguments):
        return [self.program, "-X", "frozen_modules=off"] + list(arguments)


def copy_library(source, target):
    ignored = shutil.ignore_patterns("__pycache__", "site-packages", "dist-packages", "*.pyc")
    shutil.copytree(source, target, symlinks=True, ignore=ignored)


def make_plain(root, python):
    tree = Tree(root, python)
    copy_library(python.stdlib, tree.library)
    return tree


def make_wrapped(root, python, plain, weft, wrapper):
    """Rewrite the plain tree's library into a new tree; raises RuntimeError if that fails."""
    tree = Tree(root, python)
    command = [weft] + REWRITES[wrapper] + ["--copy-others", "-o", tree.library, plain.library]
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if run.returncode not in (0, 3):  # 3: some files are not Python, and are copied unchanged.
        raise RuntimeError(
            "weft: exit code %d\n%s" % (run.returncode, run.stdout.decode(errors="replace")[-4000:])
        )
    with open(os.path.join(tree.library, "weft_counter.py"), "w") as file:
        file.write(COUNTER)
    if wrapper == "profiled":
        add_runtime(tree)
    probe = "import sys, weft_counter; print(sys.prefix); print(weft_counter.calls)"
    output = subprocess.check_output(tree.command("-c", probe)).decode().split("\n")
    if os.path.realpath(output[0]) != os.path.realpath(root):
        raise RuntimeError("the copied interpreter uses %s" % output[0])
    print(
        "%s: %s calls through the wrapper while the interpreter starts" % (wrapper, output[1]),
        flush=True,
    )
    return tree


def add_runtime(tree):
    runtime = os.environ.get("WEFT_RUNTIME") or os.path.join(HERE, "..", "..", "src", "runtime")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(
        os.path.join(runtime, "weft"), os.path.join(tree.library, "weft"), ignore=ignored
    )


def make_run(root, python, plain):
    """Return a plain tree whose programs run under `weft run`; None without a native module."""
    tree = Tree(root, python)
    copy_library(plain.library, tree.library)
    add_runtime(tree)
    if subprocess.call(tree.command("-c", "import weft._native"), stderr=subprocess.DEVNULL):
        return None
    names = {name.partition(".")[0] for name in os.listdir(tree.library)} - {"test", "weft"}
    packages = ",".join(sorted(name for name in names if name.isidentifier()))
    tree.options = "-m weft run --passes profile-calls --in * --packages".split() + [packages]
    return tree


def restore_tests(tree, plain):
    """Put the plain tests into a rewritten tree."""
    target = os.path.join(tree.library, "test")
    shutil.rmtree(target)
    shutil.copytree(os.path.join(plain.library, "test"), target, symlinks=True)
    for folder, folders, _ in os.walk(target):
        if "__pycache__" in folders:
            shutil.rmtree(os.path.join(folder, "__pycache__"))


# What one test did. `cases` maps ids to sets of outcomes, `details` those that failed to the
# error. `failure` tells why there are none.
Run = collections.namedtuple("Run", "cases details calls seconds failure log")


def run_test(tree, test):
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("PYTHON")
    }
    environment["PYTHONHASHSEED"] = "0"
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="weft-cpython-") as folder:
        environment["TMPDIR"] = folder
        result_file = os.path.join(folder, "result.json")
        child = os.path.join(HERE, "cpython_tests_child.py")
        command = tree.command(*tree.options, child, result_file, test)
        failure = None
        try:
            run = subprocess.run(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=TIMEOUT,
            )
            code, log = run.returncode, run.stdout.decode(errors="replace")
        except subprocess.TimeoutExpired as error:
            code, log = None, (error.stdout or b"").decode(errors="replace")
            failure = "still running after %d s" % TIMEOUT
        cases, details, calls = {}, {}, None
        try:
            with open(result_file, encoding="utf-8") as file:
                result = json.load(file)
            calls, details = result["calls"], result["details"]
            for name, outcomes in result["cases"].items():
                cases.setdefault(re.sub(r"\b0x[0-9a-fA-F]+", "0x", name), set()).update(outcomes)
        except (OSError, ValueError):
            failure = failure or "no result; exit code %s" % code
        if not cases:
            failure = failure or "no test was run; exit code %s" % code
    return Run(cases, details, calls, time.monotonic() - begin, failure, log)


def find_differences(plain, wrapped):
    """Return {test id: "outcome became outcome"}."""
    if wrapped.failure:
        return {"": wrapped.failure}
    differences = {}
    for name in set(plain.cases) | set(wrapped.cases):
        before, after = plain.cases.get(name, {"absent"}), wrapped.cases.get(name, {"absent"})
        if before != after:
            detail = " ".join(wrapped.details.get(name, "").split())
            text = "%s became %s" % ("+".join(sorted(before)), "+".join(sorted(after)))
            differences[name] = text + ("; %.200s" % detail if detail else "")
    return differences


class Expectation:
    """A line of the expected differences."""

    def __init__(self, line):
        self.variant, self.pattern, self.reason = line.split(None, 2)
        self.is_used = False

    def allows(self, variant, name):
        if fnmatch.fnmatchcase(variant, self.variant) and fnmatch.fnmatchcase(name, self.pattern):
            self.is_used = True
            return True
        return False


def read_expectations():
    with open(os.path.join(HERE, "cpython_tests_expected.txt"), encoding="utf-8") as file:
        return [
            Expectation(line.strip()) for line in file if line.strip() and not line.startswith("#")
        ]


class Session:
    """The trees and the plain results of one interpreter."""

    def __init__(self, plain, jobs, keep):
        self.plain = plain
        self.plain_runs = {}
        self.executor = concurrent.futures.ThreadPoolExecutor(jobs)
        self.keep = keep
        self.expectations = read_expectations()
        self.num_unexpected = 0

    def run_plain(self, tests):
        print("\nplain", flush=True)
        runs = self.executor.map(lambda test: run_test(self.plain, test), tests)
        for test, run in zip(tests, runs):
            counts = collections.Counter(
                outcome for outcomes in run.cases.values() for outcome in outcomes
            )
            text = ", ".join("%d %s" % (counts[outcome], outcome) for outcome in sorted(counts))
            print("  %-18s %6.1f s  %s" % (test, run.seconds, run.failure or text), flush=True)
            if run.failure:
                print(run.log[-2000:])
                self.num_unexpected += 1
            else:
                self.plain_runs[test] = run

    def unexpected_differences(self, variant, test, run):
        differences = find_differences(self.plain_runs[test], run)
        allowed = {
            name
            for name in differences
            if any([e.allows(variant, name) for e in self.expectations])
        }
        return {name: text for name, text in differences.items() if name not in allowed}, len(
            allowed
        )

    def run_variant(self, variant, tree):
        print("\n" + variant, flush=True)
        tests = list(self.plain_runs)
        totals = collections.Counter()
        for test, run in zip(tests, self.executor.map(lambda test: run_test(tree, test), tests)):
            unexpected, num_allowed = self.unexpected_differences(variant, test, run)
            if unexpected:  # Some tests fail now and then, rewritten or not.
                plain_again = run_test(self.plain, test)
                again, _ = self.unexpected_differences(variant, test, run_test(tree, test))
                unstable = find_differences(self.plain_runs[test], plain_again)
                unexpected = {
                    name: again[name]
                    for name in unexpected
                    if name in again and name not in unstable
                }
            num_cases = len(run.cases)
            totals.update(
                cases=num_cases,
                calls=run.calls or 0,
                allowed=num_allowed,
                unexpected=len(unexpected),
            )
            calls = "" if run.calls is None else ", %d calls" % run.calls
            print(
                "  %-18s %6.1f s  %d cases%s, %d expected differences, %d others"
                % (test, run.seconds, num_cases, calls, num_allowed, len(unexpected)),
                flush=True,
            )
            for name in sorted(unexpected):
                print("    %s: %s" % (name or test, unexpected[name]), flush=True)
            if self.keep:
                log = os.path.join(self.keep, "%s.%s.log" % (variant.replace("/", "."), test))
                with open(log, "w", encoding="utf-8", errors="replace") as file:
                    file.write(run.log)
        self.num_unexpected += totals["unexpected"]
        print(
            "  total: %d cases, %d calls, %d expected differences, %d others"
            % (totals["cases"], totals["calls"], totals["allowed"], totals["unexpected"]),
            flush=True,
        )


def find_python(path):
    if path:
        candidates = [python for python in [pythons.probe(path)] if python]
    else:
        candidates = pythons.all_pythons()[::-1]
    for python in candidates:
        folder = os.path.join(python.stdlib, "test")
        if os.path.exists(os.path.join(folder, "test_heapq.py")):
            return python
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--weft", default=os.environ.get("WEFT", "weft"))
    parser.add_argument(
        "--python", help="the interpreter; default: the newest one found that has its tests"
    )
    parser.add_argument("--all", action="store_true", help="all tests in all variants")
    parser.add_argument("--variant", action="append", choices=VARIANTS)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--keep", metavar="DIR", help="leave the trees and the tests' output here")
    parser.add_argument("test", nargs="*")
    options = parser.parse_args()

    python = find_python(options.python)
    if not python:
        print("skipped: no interpreter with its own tests was found")
        return 77
    print("%s, CPython's tests over its rewritten library" % python.label, flush=True)
    tests = options.test or [test for test in TESTS if options.all or test not in SLOW_TESTS]
    variants = options.variant or (VARIANTS if options.all or options.test else QUICK_VARIANTS)
    if python.version < (3, 11):  # No `_operator.call`.
        variants = [variant for variant in variants if not variant.endswith("frameless")]

    with tempfile.TemporaryDirectory(prefix="weft-cpython-") as folder:
        folder = options.keep or folder
        plain = make_plain(os.path.join(folder, "plain"), python)
        session = Session(plain, options.jobs, options.keep)
        session.run_plain(tests)
        for wrapper in REWRITES:
            chosen = [variant for variant in variants if variant.endswith(wrapper)]
            if not chosen:
                continue
            if chosen == ["run/profiled"]:
                continue
            print(flush=True)
            tree = make_wrapped(os.path.join(folder, wrapper), python, plain, options.weft, wrapper)
            if "everything/" + wrapper in chosen:
                session.run_variant("everything/" + wrapper, tree)
            if "library/" + wrapper in chosen:
                restore_tests(tree, plain)
                session.run_variant("library/" + wrapper, tree)
        if "run/profiled" in variants:
            tree = make_run(os.path.join(folder, "run"), python, plain)
            if tree is None:
                print("\nrun/profiled: left out, for want of a native module")
            else:
                session.run_variant("run/profiled", tree)
        session.executor.shutdown()

    if options.all:
        for expectation in session.expectations:
            if not expectation.is_used:
                print("not seen: %s %s" % (expectation.variant, expectation.pattern))
    print("\n%s: %d unexpected differences" % (python.label, session.num_unexpected))
    return 1 if session.num_unexpected else 0


if __name__ == "__main__":
    sys.exit(main())
