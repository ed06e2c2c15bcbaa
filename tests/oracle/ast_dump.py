#!/usr/bin/env python3
"""Compare `weft ast` with CPython's ast.dump, byte for byte, positions included.

    ast_dump.py [--all | --python FILE] [--megabytes N] [--indent N] DUMP_AST [PATH...]

DUMP_AST is the program made of dump_ast.cpp. PATH is a file or a directory; without one, it
is the standard library of the interpreter, tests included. Runs on `python3` and the newest
interpreter found, each with its own version as target, over a sample of N megabytes; with
`--all` on every CPython from 3.8 on, over everything. Before 3.9, ast.dump knows no `--indent`.

Prints the differences by class, that is by kind and field of the first one in a file. The
exit code is 1 if a file that Python accepts is refused or printed otherwise. What only Weft
accepts is listed, too, but is the business of the tests of `weft check`.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import subprocess
import sys
import time

import pythons

HERE = os.path.dirname(os.path.abspath(__file__))
CHILD = os.path.join(HERE, "ast_dump_child.py")
CHUNK = 40  # Files for one child.
NO_LIBRARY = ("site-packages", "dist-packages", "__pycache__")
NUM_EXAMPLES = 3
BAD = ("different", "rejected by Weft only", "crash")


def python_files(path, skipped_folders=("__pycache__",)):
    """Yield the `.py` files at or below `path`, in order."""
    if os.path.isfile(path):
        yield path
        return
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if name not in skipped_folders)
        for name in sorted(files):
            full = os.path.join(folder, name)
            if name.endswith(".py") and os.path.isfile(full) and "\n" not in full:
                yield full


def sample(paths, num_bytes):
    """Return files from all over `paths`, of about `num_bytes` together."""
    total = sum(os.path.getsize(path) for path in paths)
    step = max(1.0, total / num_bytes)
    return [paths[int(i * step)] for i in range(int(len(paths) / step))]


def run_child(python, options, paths):
    request = {"program": options.dump_ast, "indent": options.indent, "paths": paths}
    child = subprocess.run(
        [python.path, CHILD],
        input=json.dumps(request).encode() + b"\n",
        stdout=subprocess.PIPE,
        check=False,
    )
    results = [json.loads(line) for line in child.stdout.splitlines()]
    if len(results) < len(paths):
        # The child itself died, as older interpreters do of deep nesting.
        missing = paths[len(results)]
        results.append({"path": missing, "outcome": "skipped", "nodes": 0, "calls": 0})
        results += run_child(python, options, paths[len(results) :])
    return results


def check(python, options):
    """Compare under one interpreter; return whether all is well."""
    if options.paths:
        paths = [path for root in options.paths for path in python_files(root)]
    else:
        paths = list(python_files(python.stdlib, NO_LIBRARY))
    if not options.all and not options.paths:
        paths = sample(paths, options.megabytes * 1e6)
    begin = time.monotonic()
    chunks = [paths[i : i + CHUNK] for i in range(0, len(paths), CHUNK)]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as executor:
        results = []
        for chunk in executor.map(lambda c: run_child(python, options, c), chunks):
            results += chunk
    outcomes = collections.Counter(result["outcome"] for result in results)
    equal = [result for result in results if result["outcome"] == "equal"]
    print(
        "%s: %d files, %d equal with %d nodes and %d calls, in %.0f s"
        % (
            python.label,
            len(results),
            len(equal),
            sum(result["nodes"] for result in equal),
            sum(result["calls"] for result in equal),
            time.monotonic() - begin,
        )
    )
    classes = collections.defaultdict(list)
    for result in results:
        if result["outcome"] not in ("equal", "rejected"):
            classes[result["outcome"], result.get("class", "")].append(result)
    for (outcome, name), found in sorted(classes.items()):
        print("  %s %s: %d" % (outcome, name, len(found)))
        for result in found[:NUM_EXAMPLES]:
            print("    %s %s" % (result["path"], result.get("error", "")))
            if "expected" in result:
                print("      CPython: %r" % result["expected"])
                print("      Weft:    %r" % result["actual"])
    num_bad = sum(outcomes[outcome] for outcome in BAD)
    print("  rejected by both: %d; differences: %d" % (outcomes["rejected"], num_bad), flush=True)
    return num_bad == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--all", action="store_true", help="every interpreter, every file")
    parser.add_argument("--python", help="this interpreter only")
    parser.add_argument("--megabytes", type=float, default=12, help="size of a sample (12)")
    parser.add_argument("--indent", type=int, help="compare indented dumps")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("dump_ast", metavar="DUMP_AST")
    parser.add_argument("paths", metavar="PATH", nargs="*")
    options = parser.parse_args()

    if options.python:
        chosen = [pythons.probe(options.python)]
    else:
        chosen = pythons.chosen_pythons(options.all)
    if options.indent is not None:
        chosen = [python for python in chosen if python.version >= (3, 9)]
    are_well = [check(python, options) for python in chosen]
    return 0 if all(are_well) else 1


if __name__ == "__main__":
    sys.exit(main())
