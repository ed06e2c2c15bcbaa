#!/usr/bin/env python3
"""Rewrite the standard library of each interpreter found and compare it by `ast_compare.py`.

    stdlib_wrap.py [--weft FILE] [--all | --python FILE] [--guard] [--step N]

Without `--all`: `python3` and the newest interpreter found. The library's own tests are
rewritten too, `site-packages` is not. The exit code is 1 if anything differs.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time

import pythons
from corpus_copy import copy_files

WRAPPER = "weft_oracle_wrapper:wrap"
HERE = os.path.dirname(os.path.abspath(__file__))


def check(python, weft, guard, step, folder):
    """Rewrite and compare one library; return whether all is well."""
    source = os.path.join(folder, "in")
    output = os.path.join(folder, "out")
    log = os.path.join(folder, "weft.log")
    num_files, num_bytes = copy_files(python.stdlib, source, step)
    print("%s: %d files, %.1f MB" % (python.label, num_files, num_bytes / 1e6), flush=True)
    command = [weft, "wrap", "--with", WRAPPER, "-o", output] + ["--guard"] * guard + [source]
    begin = time.monotonic()
    with open(log, "wb") as stream:
        code = subprocess.run(command, stdout=stream, stderr=stream).returncode
    print("weft: exit code %d after %.2f s" % (code, time.monotonic() - begin), flush=True)
    if code not in (0, 3):  # 3: some files are not Python, and are copied unchanged.
        with open(log, encoding="utf-8", errors="replace") as stream:
            print(stream.read()[-4000:])
        return False
    compare = [
        os.path.join(HERE, "ast_compare.py"),
        "--with",
        WRAPPER,
        "--diagnostics",
        log,
        source,
        output,
    ]
    return subprocess.run([python.path] + compare).returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--weft", default=os.environ.get("WEFT", "weft"))
    parser.add_argument("--all", action="store_true", help="every interpreter found")
    parser.add_argument("--python", help="this interpreter only")
    parser.add_argument("--guard", action="store_true", help="wrap with --guard")
    parser.add_argument("--step", type=int, default=1, help="every STEPth file")
    options = parser.parse_args()

    chosen = (
        [pythons.probe(options.python)] if options.python else pythons.chosen_pythons(options.all)
    )
    failed = []
    for python in chosen:
        with tempfile.TemporaryDirectory(prefix="weft-oracle-") as folder:
            if not check(python, options.weft, options.guard, options.step, folder):
                failed.append(python.label)
        print(flush=True)
    print("ran on: %s" % ", ".join(python.label for python in chosen))
    print("failed: %s" % (", ".join(failed) or "none"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
