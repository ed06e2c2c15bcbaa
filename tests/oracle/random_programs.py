#!/usr/bin/env python3
"""Compare what Weft makes of random programs with what CPython makes of them.

    random_programs.py [--weft FILE] [--generator FILE] [--all] [--first SEED] [--number N]

`--generator` is the program `random_programs` of `tests/fuzz`. Its programs are valid
Python 3.13; for an older interpreter it keeps to what Python 3.11 has, and what is still
too new is counted and skipped. `random_programs_child.py` does the rest, under each
interpreter: `python3` and the newest one found, or all with `--all`. The exit code is 1
if anything differs. A program is made again by its number: `--first 17 --number 1`.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time

import pythons

HERE = os.path.dirname(os.path.abspath(__file__))


def check(python, options, folder):
    """Generate and compare under one interpreter; return whether all is well."""
    programs = os.path.join(folder, "in")
    os.mkdir(programs)
    begin = time.monotonic()
    generate = [options.generator, "--trees"] + ["--old"] * (python.version < (3, 12))
    subprocess.run(generate + [programs, str(options.first), str(options.number)], check=True)
    child = os.path.join(HERE, "random_programs_child.py")
    code = subprocess.run([python.path, child, options.weft, folder]).returncode
    print("%s: %.1f s" % (python.label, time.monotonic() - begin), flush=True)
    return code == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--weft", default=os.environ.get("WEFT", "weft"))
    parser.add_argument(
        "--generator", default=os.environ.get("WEFT_RANDOM_PROGRAMS", "random_programs")
    )
    parser.add_argument("--all", action="store_true", help="every interpreter found")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--number", type=int, default=3000, help="how many programs")
    options = parser.parse_args()

    chosen = pythons.chosen_pythons(options.all)
    failed = []
    for python in chosen:
        with tempfile.TemporaryDirectory(prefix="weft-oracle-") as folder:
            if not check(python, options, folder):
                failed.append(python.label)
    print("ran on: %s" % ", ".join(python.label for python in chosen))
    print("failed: %s" % (", ".join(failed) or "none"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
