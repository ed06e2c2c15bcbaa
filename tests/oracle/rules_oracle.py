"""The same transform, written as a rule file and as a transformer of Python's ast.

Comparisons with None go by identity, and `x.get(y)` says what it returns otherwise. Rewritten by
the rules and parsed, each file of the standard library has the tree that the transformer makes
of it, line numbers included, and the same comments.
"""

import argparse
import ast
import io
import os
import subprocess
import sys
import sysconfig
import tempfile
import tokenize
import warnings

RULES = """
$x == None -> $x is None
$x != None -> $x is not None
$x.get($y) -> $x.get($y, None)
"""


class Transformer(ast.NodeTransformer):
    """As PEP 511's ast_transformer."""

    def visit_Call(self, node):
        self.generic_visit(node)
        is_get = isinstance(node.func, ast.Attribute) and node.func.attr == "get"
        if is_get and len(node.args) == 1 and not node.keywords:
            if not isinstance(node.args[0], ast.Starred):
                node.args.append(ast.Constant(None))
        return node

    def visit_Compare(self, node):
        self.generic_visit(node)
        if len(node.ops) == 1 and is_none(node.comparators[0]):
            new = {ast.Eq: ast.Is, ast.NotEq: ast.IsNot}.get(type(node.ops[0]))
            if new is not None:
                node.ops = [new()]
        return node

    def visit_FormattedValue(self, node):
        return node if self.shows_source(node) else self.generic_visit(node)

    @staticmethod
    def shows_source(node):
        return getattr(node, "is_shown", False)


def is_none(node):
    return isinstance(node, ast.Constant) and node.value is None


def note_shown(tree):
    """Mark the fields that show their own text, `f"{x=}"`: ast has the text before them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            for before, field in zip(node.values, node.values[1:]):
                text = getattr(before, "value", None)
                if isinstance(field, ast.FormattedValue) and isinstance(text, str):
                    field.is_shown = text.rstrip().endswith("=")


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


def sources(root, takes_all):
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders
                            if name not in ("__pycache__", "site-packages"))
        for name in sorted(names):
            path = os.path.join(folder, name)
            relative = os.path.relpath(path, root)
            if name.endswith(".py") and (takes_all or "test" not in relative):
                yield relative


def compare(root, output, relative):
    """Return what differs, and whether there was anything to do."""
    try:
        source = read(os.path.join(root, relative))
        tree = ast.parse(source)
    except (SyntaxError, UnicodeDecodeError, ValueError):
        return None, 0
    made = read(os.path.join(output, relative))
    before = ast.dump(tree)
    note_shown(tree)
    tree = Transformer().visit(tree)
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
    parser.add_argument("root", nargs="?", default=sysconfig.get_path("stdlib"))
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(100000)
    failures, num_files, num_changed = [], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        rules = os.path.join(folder, "identity.weft")
        with open(rules, "w") as file:
            file.write(RULES)
        output = os.path.join(folder, "out")
        found = list(sources(args.root, args.all))
        for relative in found:
            path = os.path.join(output, os.path.dirname(relative))
            os.makedirs(path, exist_ok=True)
        command = [args.weft, "rewrite", "--rules", rules, "--no-gitignore", "-q"]
        result = subprocess.run(command + ["-o", output, args.root], capture_output=True)
        if result.returncode not in (0, 3):
            print(result.stderr.decode(errors="replace")[-2000:])
            return 1
        for relative in found:
            wrong, changed = compare(args.root, output, relative)
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
