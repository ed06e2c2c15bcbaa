#!/usr/bin/env python3
"""Compares what `weft check` says about programs with what CPython 3.13 says.

The programs are those that CPython's own tests compile, the invalid ones above all. Each case
that differs is looked up in verdicts_expected.txt, which gives the reason; a case without one
fails, and so does a share below its bar.
"""

import argparse
import collections
import fnmatch
import json
import os
import re
import subprocess
import sys
import tempfile

from pythons import all_pythons

HERE = os.path.dirname(os.path.abspath(__file__))
CHILD = os.path.join(HERE, "verdicts_child.py")
SKIP = 77

MODULES = [
    "test_syntax", "test_exceptions", "test_fstring", "test_patma", "test_named_expressions",
    "test_type_params", "test_unpack_ex", "test_positional_only_arg", "test_eof",
    "test_string_literals", "test_global", "test_scope", "test_future_stmt.test_future",
    "test_grammar", "test_generators", "test_coroutines", "test_except_star", "test_keywordonlyarg",
    "test_type_aliases", "test_decorators", "test_dictcomps", "test_listcomps", "test_setcomps",
    "test_genexps", "test_unpack", "test_with", "test_raise", "test_source_encoding",
    "test_unicode_identifiers", "test_utf8source", "test_flufl", "test_compile", "test_extcall",
    "test_augassign", "test_pep646_syntax", "test_tstring", "test_ast.test_ast", "test_int_literal",
    "test_complex", "test_float", "test_long", "test_bytes", "test_parser", "test_asyncgen",
    "test_super", "test_class", "test_funcattrs", "test_metaclass", "test_codeop", "test_unparse",
    "test_tokenize", "test_symtable", "test_traceback", "test_builtin", "test_bool", "test_dict",
]
QUICK = ["test_syntax", "test_exceptions", "test_patma", "test_named_expressions", "test_unpack_ex",
         "test_eof", "test_string_literals", "test_except_star", "test_type_params", "test_grammar"]

BARS = {"verdict": 99.0, "line": 98.0, "column": 95.0, "message": 95.0}


def find_judge():
    """Return CPython 3.13, whose verdicts Weft gives by default, or None."""
    fitting = [python for python in all_pythons() if python.version[:2] == (3, 13)]
    return fitting[-1] if fitting else None


def ask(python, job):
    run = subprocess.run(
        [python.path, "-X", "utf8", CHILD],
        input=json.dumps(job).encode(),
        stdout=subprocess.PIPE,
        check=True,
        cwd=tempfile.gettempdir(),
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    return json.loads(run.stdout)


def ask_weft(weft, programs):
    """Return None or (exception, message, line, column) for each program."""
    verdicts = [None] * len(programs)
    with tempfile.TemporaryDirectory() as folder:
        for index, program in enumerate(programs):
            with open(os.path.join(folder, f"p{index:07}.py"), "wb") as file:
                file.write(program.encode("latin-1"))
        run = subprocess.run(
            [weft, "check", "--format", "json", "--quiet", "--no-gitignore", folder],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            check=False,
        )
        if run.returncode not in (0, 1):
            sys.exit(f"weft check: exit code {run.returncode}\n{run.stderr.decode()}")
    for finding in json.loads(run.stdout.decode("utf-8", "replace"))["diagnostics"]:
        if finding["severity"] != "error":
            continue
        index = int(re.search(r"p(\d{7})\.py$", finding["file"])[1])
        if verdicts[index] is None:
            verdicts[index] = (finding.get("exception", "SyntaxError"), finding["message"],
                               finding.get("line"), finding.get("column"))
    return verdicts


class Tally:
    """Counts agreement, and keeps the cases that differ."""

    def __init__(self):
        self.num = collections.Counter()
        self.agreed = collections.Counter()
        self.cases = []

    def add(self, program, wanted, seen):
        stage = wanted[0] if wanted else "valid"
        self.num[stage, "verdict"] += 1
        if (wanted is None) != (seen is None):
            kind = "false error" if wanted is None else "missed"
            message = seen[1] if wanted is None else wanted[2]
            self.cases.append((kind, stage, message, program, wanted, seen))
            return
        self.agreed[stage, "verdict"] += 1
        if wanted is None:
            return
        _, name, message, line, column = wanted
        # CPython has no place for some errors, and counts columns from 0 now and then.
        line = line or seen[2]
        column = max(column, 1) if column is not None and wanted[3] else seen[3]
        checks = {
            "line": seen[2] == line,
            "column": seen[3] == column and seen[2] == line,
            "message": seen[:2] == (name, message),
        }
        for what, agrees in checks.items():
            self.num[stage, what] += 1
            self.agreed[stage, what] += agrees
            if not agrees and not (what == "column" and not checks["line"]):
                self.cases.append((what, stage, message, program, wanted, seen))

    def share(self, what, stages):
        num = sum(self.num[stage, what] for stage in stages)
        agreed = sum(self.agreed[stage, what] for stage in stages)
        return (100.0 * agreed / num if num else 100.0), agreed, num

    def print_table(self):
        print(f"{'':12}{'valid':>18}{'parser':>22}{'compiler':>22}{'invalid':>22}")
        for what in BARS:
            row = f"{what:12}"
            for stages in (("valid",), ("parser",), ("compiler",), ("parser", "compiler")):
                share, agreed, num = self.share(what, stages)
                row += f"{agreed:>8} of {num:<5} {share:6.2f}%"[:22].rjust(22)
            print(row)


def read_expected(path):
    rows = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                kind, message, reason = re.split(r"\s{2,}", line.strip(), maxsplit=2)
                rows.append((kind, message, reason))
    return rows


def reason_for(case, expected):
    kind, stage, message = case[:3]
    for wanted_kind, pattern, reason in expected:
        if fnmatch.fnmatchcase(f"{kind}/{stage}", wanted_kind) and fnmatch.fnmatchcase(
            message, pattern
        ):
            return reason
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weft", default=os.environ.get("WEFT", "weft"))
    parser.add_argument("--quick", action="store_true", help="some of the tests only")
    parser.add_argument("--verbose", action="store_true", help="print every case that differs")
    parser.add_argument("--save", help="a file that keeps the collected programs")
    parser.add_argument("--expected", default=os.path.join(HERE, "verdicts_expected.txt"))
    args = parser.parse_args()
    judge = find_judge()
    if judge is None:
        print("skipped: there is no CPython 3.13")
        return SKIP
    if args.save and os.path.exists(args.save):
        with open(args.save, encoding="utf-8") as file:
            programs = json.load(file)
    else:
        programs = ask(judge, {"modules": QUICK if args.quick else MODULES})
        if args.save:
            with open(args.save, "w", encoding="utf-8") as file:
                json.dump(programs, file)
    tally = Tally()
    wanted = ask(judge, {"programs": programs})
    for row in zip(programs, wanted, ask_weft(args.weft, programs)):
        tally.add(*row)
    tally.print_table()

    expected = read_expected(args.expected)
    classes = collections.defaultdict(list)
    for case in tally.cases:
        classes[case[0], case[1], reason_for(case, expected) or "(no reason) " + case[2]].append(case)
    print()
    for (kind, stage, reason), cases in sorted(classes.items(), key=lambda row: -len(row[1])):
        print(f"{len(cases):5}  {kind}/{stage}: {reason}")
        for case in cases if args.verbose else []:
            print(f"       {case[3][:200]!r}\n         CPython {case[4]}\n         Weft    {case[5]}")
    failed = any(reason.startswith("(no reason)") for _, _, reason in classes)
    for what, bar in BARS.items():
        share, _, _ = tally.share(what, ("parser", "compiler"))
        if share < bar:
            print(f"{what}: {share:.2f}% is below {bar}%")
            failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
