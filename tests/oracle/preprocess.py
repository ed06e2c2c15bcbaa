#!/usr/bin/env python3
"""Run each preprocessing pass over real code, and ask CPython about the outcome.

    preprocess.py [--weft FILE] [--all | --python FILE] [--tree DIR]... [--passes LIST]...

For the standard library of each interpreter, and for the trees named, each list of passes must
leave Python that compiles, with every line break and every comment where it was. Where CPython
has an option that does the same, the byte code must be the same as well: `strip-assert` is
`-O`, and with `strip-doc[all]` it is `-OO`. A conditional jump may be turned round, cells may be
made in another order, and a variable without code for it does not count. Files that mention `__debug__` are not compared so,
since these options change that too, and neither are those in which an assertion was left alone.

Without `--all`: every eighth file of the newest interpreter found. With it, all files of all
interpreters and of the folders below WEFT_CORPUS, if that is set. The exit code is 1 if anything
differs.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

import pythons
from corpus_copy import SKIPPED_FOLDERS, copy_files

HERE = os.path.dirname(os.path.abspath(__file__))
# Passes, and the level of optimisation of CPython that does the same.
CASES = [
    ("strip-assert", 1),
    ("strip-assert[mode=effects]", None),
    ("strip-assert,strip-doc[all]", 2),
    ("strip-doc", None),
    ("strip-typecheck", None),
    ("strip-annot", None),
    ("strip-annot[module,class,unknown]", None),
    ("strip", None),
    ("platconst[platform=linux,version=3.13]", None),
    ("platconst[platform=win32,version=3.8+,debug=no]", None),
    ("O1", 0),
    ("O2", None),
    ("strip-print", None),
    ("strip-print[effects=drop,files],strip-log[level=critical,effects=drop],strip-debugger", None),
    ("strip-print[effects=keep],strip-log[level=critical,effects=keep,receiver=*]", None),
    ("strip-typing", None),
    ("define[set=DEBUG=False,set=sys.platform='win32']", None),
    # Code that was commented out reads like directives, so they get a prefix of their own.
    ("cpp[prefix=#!!]", 0),
]
# Passes, the end of a file's path, and why its byte code is another one.
EXPECTED = [
    ("O1", "test/test_monitoring.py", 'CPython folds no `"true".startswith("t")`'),
]
# Large packages, where the corpus has them.
PACKAGES = ("python3-django", "python3-numpy", "python3-sympy")


def check(python, weft, source, passes, level, folder):
    """Run `passes` over the files in `source`; return the number of differences."""
    output = os.path.join(folder, "out")
    shutil.rmtree(output, ignore_errors=True)
    command = [weft, "rewrite", "-q", "--no-undo", "--passes", passes, "-o", output, source]
    begin = time.monotonic()
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    seconds = time.monotonic() - begin
    if run.returncode not in (0, 3):  # 3: some files are not Python, and are copied unchanged.
        print("%s: weft: exit code %d" % (passes, run.returncode))
        print(run.stdout.decode(errors="replace")[-4000:])
        return 1
    child = [python.path, "-W", "ignore", os.path.join(HERE, "preprocess_child.py")]
    child += [source, output, str(level)]
    found = json.loads(subprocess.run(child, stdout=subprocess.PIPE, check=True).stdout)
    found["differences"] = [
        (name, text)
        for name, text in found["differences"]
        if not any(case == passes and name.endswith(path) for case, path, _ in EXPECTED)
    ]
    print(
        "%-34s %5d files changed, %5d compared with -O, %4d not; %d differ; weft: %.1f s"
        % (passes, found["changed"], found["compared"], found["skipped"], len(found["differences"]), seconds),
        flush=True,
    )
    for name, text in found["differences"][:20]:
        print("    %s: %s" % (name, text))
    return len(found["differences"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--weft", default=os.environ.get("WEFT", "weft"))
    parser.add_argument("--all", action="store_true", help="every file of every interpreter found")
    parser.add_argument("--python", help="this interpreter only")
    parser.add_argument("--tree", action="append", default=[], help="this folder, too")
    parser.add_argument("--passes", action="append", help="only these passes")
    parser.add_argument("--step", type=int, help="every STEPth file")
    options = parser.parse_args()

    everything = pythons.all_pythons()
    if options.python:
        chosen = [pythons.probe(options.python)]
    else:
        chosen = everything if options.all else everything[-1:]
    step = options.step or (1 if options.all or options.tree else 8)
    cases = [case for case in CASES if not options.passes or case[0] in options.passes]
    cases += [(passes, None) for passes in options.passes or [] if passes not in dict(CASES)]

    sources = [(python, python.stdlib) for python in chosen] if not options.tree else []
    trees = options.tree
    if options.all:
        corpus = os.environ.get("WEFT_CORPUS")
        found = [os.path.join(corpus, name) for name in PACKAGES] if corpus else []
        trees = trees + [tree for tree in found if os.path.isdir(tree)]
        if not trees:
            print("no packages are checked: WEFT_CORPUS names no folder that has any")
    sources += [(chosen[-1], tree) for tree in trees]

    num_differences = 0
    for python, source in sources:
        with tempfile.TemporaryDirectory(prefix="weft-preprocess-") as folder:
            copy = os.path.join(folder, "in")
            skipped = SKIPPED_FOLDERS if source == python.stdlib else ()
            num_files, _ = copy_files(source, copy, step, skipped)
            print("%s: %s, %d files" % (python.label, os.path.basename(source), num_files))
            for passes, level in cases:
                if passes == "O1" and python.version < (3, 10):
                    level = None  # CPython before 3.10 folds no `True and x`, nor `x if 1 else y`.
                num_differences += check(python, options.weft, copy, passes, level, folder)
            print(flush=True)
    print("%d differences" % num_differences)
    return 1 if num_differences else 0


if __name__ == "__main__":
    sys.exit(main())
