"""Compare Weft with the running interpreter on the programs in FOLDER/in.

    random_programs_child.py WEFT FOLDER

Started by `random_programs.py`. First the tree: beside `in/17.py` stands `in/17.tree`, what
Weft's parser found; every node to which CPython's `ast` gives a place must be in it, with
the same kind, role, context and place, and no other. Then `weft wrap`, with and without
`--guard`, as `ast_compare.py` compares it. What the interpreter does not compile is skipped;
from Python 3.13 on that is a fault of the generator, for then it must.
"""

import ast
import filecmp
import os
import re
import subprocess
import sys
import warnings

import ast_compare

WRAPPER = "weft_oracle_wrapper:wrap"
LINE_END = re.compile(rb"\r\n|\r|\n")
CONTEXTS = {None: 0, ast.Load: 0, ast.Store: 1, ast.Del: 2}
# Nodes of Weft's tree to which CPython gives no place, or that it keeps in no node.
WITHOUT_PLACE = frozenset(
    """
    Module arguments comprehension identifier match_case withitem And Or Add Sub Mult MatMult Div
    Mod Pow LShift RShift BitOr BitXor BitAnd FloorDiv Invert Not UAdd USub Eq NotEq Lt LtE Gt GtE
    Is IsNot In NotIn
    """.split()
)
# Before Python 3.12, what is inside of an f-string stands at a wrong place.
HAS_PLACES_IN_STRINGS = sys.version_info >= (3, 12)
LEFT_ALONE = re.compile(r"(.+):(\d+): call at column (\d+) left alone without a reason\Z")

# Programs that import something as `_weft_wrap` are taken for rewritten ones.
INJECTED = re.compile(r"^(.+):\d+:\d+: error: .*\[InjectedImport\]$", re.M)
ERROR = re.compile(r": error: .*\[\w+\]$", re.M)
EXIT_REFUSED = 3


class Places:
    """Maps CPython's lines and columns to byte offsets."""

    def __init__(self, source):
        self.starts = [0] + [match.end() for match in LINE_END.finditer(source)]

    def begin(self, node):
        return self.starts[node.lineno - 1] + node.col_offset

    def end(self, node):
        return self.starts[node.end_lineno - 1] + node.end_col_offset


def children(node):
    """Yield (child, role) in the order of fields, without the literal text of f-strings."""
    for field in node._fields:
        value = getattr(node, field, None)
        for child in value if isinstance(value, list) else [value]:
            is_text = isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)
            if isinstance(child, ast.AST) and not is_text:
                yield child, field


def cpython_rows(tree, source):
    """Return (kind, role, context, begin, end) of every node with a place, in source order.

    A definition with decorators begins at the first of them in Weft's tree; CPython does not
    say where that is, so `begin` is None.
    """
    places = Places(source)
    rows = []
    stack = [(tree, "")]
    while stack:
        node, role = stack.pop()
        if hasattr(node, "lineno"):
            begin, end = places.begin(node), places.end(node)
            order = begin
            if getattr(node, "decorator_list", None):
                order, begin = places.begin(node.decorator_list[0]) - 0.5, None
            context = CONTEXTS[type(node.ctx) if hasattr(node, "ctx") else None]
            row = (type(node).__name__, role, context, begin, end)
            rows.append(((order, -end, len(rows)), row))
        if HAS_PLACES_IN_STRINGS or not isinstance(node, ast.JoinedStr):
            stack.extend(reversed(list(children(node))))
    return [row for _, row in sorted(rows, key=lambda entry: entry[0])]


def weft_rows(path):
    """Return the same as Weft found it, or what it reported instead."""
    rows = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("!"):
                return line.strip("! \n")
            kind, role, context, begin, end = line.rstrip("\n").split(" ")
            if kind not in WITHOUT_PLACE:
                rows.append((kind, role, int(context), int(begin), int(end)))
    return rows


def without_fields(rows):
    """Drop what is inside of f-strings."""
    kept = []
    end_of_string = 0
    for row in rows:
        if row[3] >= end_of_string:
            kept.append(row)
            if row[0] == "JoinedStr":
                end_of_string = row[4]
    return kept


def tree_difference(tree, source, path):
    """Return the first difference between CPython's tree and the one at `path`, or None."""
    if sys.version_info < (3, 10):
        return None  # Subscripts had other nodes, aliases no place, and `with (a).b:` a wrong end.
    want = cpython_rows(tree, source)
    have = weft_rows(path)
    if isinstance(have, str):
        return "Weft rejects it: " + have
    if not HAS_PLACES_IN_STRINGS:
        have = without_fields(have)
    for left, right in zip(want, have):
        if left[3] is None:
            right = right[:3] + (None, right[4])
        if left != right:
            return "%s is %s to Weft" % (left, right)
    return None if len(want) == len(have) else "%d nodes are %d" % (len(want), len(have))


def debug_spans(tree, source):
    """Yield the byte spans of the expressions that f-strings print by their `=`."""
    places = Places(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FormattedValue):
            end = places.end(node.value)
            if re.match(rb"(?:[ \t\f\r\n)]|\\\r?\n?|#[^\r\n]*)*=(?!=)", source[end:]):
                yield places.begin(node.value), end


def is_in_debug_field(call_place, path):
    """Whether the call at (line, column) is text as well. `ast_compare.py` tells by that text,
    which CPython 3.13.0 does not keep as it is written."""
    with open(path, "rb") as file:
        source = file.read()
    line, column = call_place
    at = Places(source).starts[line - 1] + column - 1
    return any(begin <= at < end for begin, end in debug_spans(ast.parse(source), source))


def check_trees(folder):
    """Compare the trees, remove what does not compile; return the number of faults."""
    num_compared = num_skipped = num_differences = 0
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if not name.endswith(".py"):
            continue
        with open(path, "rb") as file:
            source = file.read()
        try:
            tree = ast.parse(source)
            compile(source, name, "exec", dont_inherit=True)
        except Exception as error:  # Also SystemError, of CPython's own faults.
            if isinstance(error, SyntaxError) and sys.version_info >= (3, 13):
                num_differences += 1
                print("%s:%s: not valid: %s" % (name, error.lineno, error.msg))
            num_skipped += 1
            os.remove(path)
            continue
        num_compared += 1
        difference = tree_difference(tree, source, path[:-3] + ".tree")
        if difference:
            num_differences += 1
            print("%s: %s" % (name, difference))
    print(
        "%d trees, %d programs skipped, %d differences"
        % (num_compared, num_skipped, num_differences)
    )
    return num_differences


def check_wrapping(weft, folder, guard):
    """Rewrite all programs and compare; return the number of faults."""
    source = os.path.join(folder, "in")
    output = os.path.join(folder, "out-guard" if guard else "out")
    log = output + ".log"
    command = [weft, "wrap", "--with", WRAPPER, "-o", output] + ["--guard"] * guard + [source]
    with open(log, "wb") as stream:
        code = subprocess.call(command, stdout=stream, stderr=stream)
    with open(log, encoding="utf-8", errors="replace") as stream:
        text = stream.read()
    refused = {os.path.basename(path) for path in INJECTED.findall(text)}
    if code != (EXIT_REFUSED if refused else 0) or len(ERROR.findall(text)) != len(refused):
        print("weft: exit code %d" % code)
        print(text[-4000:])
        return 1
    added = ast_compare.read_added_lines(log, source)
    num_files = num_calls = num_differences = 0
    for name in ast_compare.list_files(source):
        path = os.path.join(source, name)
        if name in refused:
            if not filecmp.cmp(path, os.path.join(output, name), shallow=False):
                num_differences += 1
                print("%s: refused, and not copied as it was" % name)
            continue
        job = (name, path, os.path.join(output, name), added.get(name), WRAPPER)
        result = ast_compare.compare_file(job)
        num_files += 1
        num_calls += result.num_calls
        for line in result.lines:
            match = LEFT_ALONE.match(line)
            place = match and (int(match.group(2)), int(match.group(3)))
            if not place or not is_in_debug_field(place, path):
                num_differences += 1
                print(line)
    print(
        "%d programs wrapped%s, %d calls, %d differences"
        % (num_files, " with a guard" if guard else "", num_calls, num_differences)
    )
    return num_differences


def main():
    warnings.simplefilter("ignore")
    weft, folder = sys.argv[1:]
    num_faults = check_trees(os.path.join(folder, "in"))
    for guard in (False, True):
        num_faults += check_wrapping(weft, folder, guard)
    return 1 if num_faults else 0


if __name__ == "__main__":
    sys.exit(main())
