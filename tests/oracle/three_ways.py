"""The same transform, written as a rule file, as a plug-in and as a transformer of Python's ast.

examples/identity has all three. The rules and the plug-in give the same bytes of each file of the
standard library. Parsed, these have the tree that the transformer makes of the file, line numbers
included, and the same comments. The plug-in is built with the installed headers alone.
"""

import argparse
import ast
import io
import os
import pathlib
import subprocess
import sys
import sysconfig
import tempfile
import tokenize
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLE = os.path.join(HERE, os.pardir, os.pardir, "examples", "identity")
sys.path[:0] = [EXAMPLE, os.path.join(HERE, os.pardir, "plugins")]

from building import Plugins
from corpus_copy import SKIPPED_FOLDERS, copy_files
from identity import Identity, is_none

WAYS = ("rules", "plugin")


def lines_of(tree):
    return [
        (type(node).__name__, getattr(node, "lineno", 0), getattr(node, "end_lineno", 0))
        for node in ast.walk(tree)
        if not isinstance(node, (ast.cmpop, ast.expr_context)) and not is_none(node)
    ]


def comments(text):
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError, IndentationError):
        return None
    return [(t.start[0], t.string) for t in tokens if t.type == tokenize.COMMENT]


def read(path):
    with tokenize.open(path) as file:
        return file.read()


def sources(root):
    for folder, _, names in os.walk(root):
        yield from (os.path.relpath(os.path.join(folder, name), root) for name in names)


def read_bytes(*path):
    with open(os.path.join(*path), "rb") as file:
        return file.read()


def compare(root, outputs, relative):
    """Return what differs, and whether there was anything to do."""
    made_by = [read_bytes(output, relative) for output in outputs]
    if any(made != made_by[0] for made in made_by):
        return "rules and plug-in differ", 0
    output = outputs[0]
    try:
        source = read(os.path.join(root, relative))
        tree = ast.parse(source)
    except (SyntaxError, UnicodeDecodeError, ValueError):
        return None, 0
    made = read(os.path.join(output, relative))
    before = ast.dump(tree)
    tree = Identity().ast_transformer(tree, None)
    parsed = ast.parse(made)
    expected = ast.dump(tree)
    if ast.dump(parsed) != expected:
        return "another tree", 0
    if lines_of(parsed) != lines_of(tree):
        return "other lines", 0
    if comments(made) != comments(source):
        return "other comments", 0
    return None, int(before != expected)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--weft", default=os.environ.get("WEFT", "weft"))
    parser.add_argument("--all", action="store_true", help="its tests as well")
    parser.add_argument("--step", type=int, default=1, help="every STEPth file")
    parser.add_argument("root", nargs="?", default=sysconfig.get_path("stdlib"))
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(100000)
    failures, num_files, num_changed = [], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        plugin = Plugins(folder).build(pathlib.Path(EXAMPLE, "identity.cpp"))
        passes = {"rules": os.path.join(EXAMPLE, "identity.weft"), "plugin": plugin}
        root = os.path.join(folder, "in")
        tests = () if args.all else ("test", "tests", "idle_test")
        copy_files(args.root, root, args.step, SKIPPED_FOLDERS + tests)
        outputs = [os.path.join(folder, way) for way in WAYS]
        for way, output in zip(WAYS, outputs):
            command = [args.weft, "rewrite", "--" + way, passes[way], "--no-gitignore", "-q"]
            result = subprocess.run(command + ["-o", output, root], capture_output=True)
            if result.returncode not in (0, 3):
                print(result.stderr.decode(errors="replace")[-2000:])
                return 1
        for relative in sorted(sources(root)):
            wrong, changed = compare(root, outputs, relative)
            num_files += 1
            num_changed += changed
            if wrong:
                failures.append("%s: %s" % (relative, wrong))
    for failure in failures:
        print(failure)
    print("%d files, %d of them changed, %d differ" % (num_files, num_changed, len(failures)))
    return 1 if failures or not num_changed else 0


if __name__ == "__main__":
    sys.exit(main())
