#!/usr/bin/env python3
"""Compares what tests/golden/check expects with what CPython itself says.

Each `.expected.txt` there begins with the error that CPython 3.13 raises: its message, line
and column. `DIFFERENT` has the cases where Weft says something else on purpose, or does not
know better yet, with the reason.

usage: check_goldens.py [--python PYTHON]
"""

import argparse
import glob
import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import pythons  # noqa: E402

SKIPPED = 77
FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden", "check")
EXPECTED = re.compile(r"(\d+):(\d+): (.*) \[\w+\]$")

# Run by the reference: the verdict on each file, as [line, column, message] or nothing.
CHILD = r"""
import json, sys, warnings
warnings.simplefilter("ignore")
verdicts = {}
for path in json.load(sys.stdin):
    with open(path, "rb") as file:
        text = file.read()
    try:
        compile(text, path, "exec", dont_inherit=True)
        verdicts[path] = None
    except SyntaxError as error:
        verdicts[path] = [error.lineno, error.offset, error.msg]
    except Exception as error:
        verdicts[path] = [0, 0, repr(error)]
json.dump(verdicts, sys.stdout)
"""

NO_PLACE = "CPython raises it without a place, or where its tokenizer stopped"
OWN_LIMIT = "Python runs it; Weft cannot give the bytes back"
DIFFERENT = {
    "fail_a_byte_is_not_in_the_encoding": NO_PLACE,
    "fail_a_byte_that_is_not_utf8": NO_PLACE,
    "fail_a_cookie_against_the_byte_order_mark": NO_PLACE,
    "fail_a_decorator_ends_its_block": "CPython says column 0, which is no place",
    "fail_a_null_byte": NO_PLACE,
    "fail_an_encoding_that_cannot_be_rewritten": OWN_LIMIT,
    "fail_an_unknown_encoding": NO_PLACE,
    "fail_text_does_not_survive_its_encoding": OWN_LIMIT,
    "fail_too_many_nested_f_strings": NO_PLACE,
}


def first_expected(case):
    """Return [line, column, message] of the first error that a golden has, or None."""
    expected = case[: -len(".py")] + ".expected.txt"
    if not os.path.exists(expected):
        return None
    with open(expected, encoding="utf-8") as file:
        match = EXPECTED.match(file.readline().rstrip("\n"))
    return [int(match[1]), int(match[2]), match[3]] if match else None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--python", help="a CPython 3.13")
    options = parser.parse_args()
    path = options.python
    if not path:
        found = [p for p in pythons.all_pythons() if p.version[:2] == (3, 13)]
        if not found:
            print("skipped: no CPython 3.13 here")
            return SKIPPED
        path = found[-1].path
    cases = sorted(glob.glob(os.path.join(FOLDER, "*.py")))
    run = subprocess.run(
        [path, "-I", "-c", CHILD],
        input=json.dumps(cases),
        stdout=subprocess.PIPE,
        universal_newlines=True,
        check=True,
    )
    verdicts = json.loads(run.stdout)
    failures = 0
    for case in cases:
        name = os.path.basename(case)[: -len(".py")]
        agrees = first_expected(case) == verdicts[case]
        if agrees and name in DIFFERENT:
            print("%s: no longer different" % name)
        elif not agrees and name not in DIFFERENT:
            failures += 1
            print(name)
            print("    golden  %s" % (first_expected(case),))
            print("    CPython %s" % (verdicts[case],))
    print("%d cases, %d known to differ" % (len(cases), len(DIFFERENT)))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
