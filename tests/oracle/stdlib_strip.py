#!/usr/bin/env python3
"""Rewrite the standard library of each interpreter found, and get it back.

    stdlib_strip.py [--weft FILE] [--all | --python FILE]

Every call is wrapped, every function is profiled, with either clock, and the exact optimisers
run. `--verify=ast` may refuse nothing, where it is said; then `weft strip` has to give back
every byte, and leave alone what was not rewritten. Without `--all`: the newest interpreter
found. The exit code is 1 if anything differs.
"""

import argparse
import filecmp
import os
import subprocess
import sys
import tempfile
import time

import pythons
from corpus_copy import copy_files


# What is run, and the least share of files that it has to change.
WAYS = {
    "wrap": (["wrap", "--with", "hooks:call", "--verify=ast"], 0.5),
    "profile, wall clock": (["profile", "--in", "*", "--clock", "wall", "--verify=ast"], 0.5),
    "profile, running clock": (["profile", "--in", "*", "--clock", "running", "--verify=ast"], 0.5),
    "optimise": (["rewrite", "-O1"], 0),
}


def run(weft, folder, *arguments):
    """Run weft; return its exit code, its messages and the seconds it took."""
    log = os.path.join(folder, "weft.log")
    begin = time.monotonic()
    with open(log, "wb") as stream:
        code = subprocess.run([weft, *arguments], stdout=stream, stderr=stream).returncode
    seconds = time.monotonic() - begin
    with open(log, encoding="utf-8", errors="replace") as stream:
        return code, stream.read().splitlines(), seconds


def different(one, other):
    """Return the paths below `one` whose files are not the same below `other`."""
    found = []
    for folder, _, files in os.walk(one):
        to = os.path.join(other, os.path.relpath(folder, one))
        _, mismatch, errors = filecmp.cmpfiles(folder, to, files, shallow=False)
        found += [os.path.relpath(os.path.join(to, name), other) for name in mismatch + errors]
    return sorted(found)


def check(python, weft, way, folder):
    """Rewrite one library and strip it; return whether all is well."""
    source, output, back = (os.path.join(folder, name) for name in ("in", "out", "back"))
    num_files, num_bytes = copy_files(python.stdlib, source)
    print("%s, %s: %d files, %.1f MB" % (python.label, way, num_files, num_bytes / 1e6))
    arguments, least = WAYS[way]
    code, messages, seconds = run(weft, folder, *arguments, "-o", output, source)
    differ = [line for line in messages if "OutputDiffers" in line or "OutputIsNoPython" in line]
    num_changed = len(different(source, output))
    print("  rewritten: exit code %d after %.1f s, %d files rewritten, %d refused"
          % (code, seconds, num_changed, len(differ)))
    # 3: some files are not Python, and stay as they are.
    is_well = code in (0, 3) and not differ and num_changed > num_files * least
    print("".join("  %s\n" % line for line in differ[:20]), end="")
    if code not in (0, 3):
        print("\n".join(messages[-5:]))

    code, messages, seconds = run(weft, folder, "strip", "-o", back, output)
    unlike = different(source, back)
    print("  strip: exit code %d after %.1f s, %d files differ" % (code, seconds, len(unlike)))
    print("".join("  %s\n" % path for path in unlike[:20]), end="", flush=True)
    return is_well and code in (0, 3) and not unlike


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--weft", default=os.environ.get("WEFT", "weft"))
    parser.add_argument("--all", action="store_true", help="every interpreter found")
    parser.add_argument("--python", help="this interpreter only")
    options = parser.parse_args()

    if options.python:
        chosen = [pythons.probe(options.python)]
    else:
        chosen = pythons.chosen_pythons(options.all)[0 if options.all else -1 :]
    failed = []
    for python in chosen:
        for way in WAYS:
            with tempfile.TemporaryDirectory(prefix="weft-oracle-") as folder:
                if not check(python, options.weft, way, folder):
                    failed.append("%s, %s" % (python.label, way))
    print("ran on: %s" % ", ".join(python.label for python in chosen))
    print("failed: %s" % ("; ".join(failed) or "none"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
