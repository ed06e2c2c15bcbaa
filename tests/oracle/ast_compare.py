#!/usr/bin/env python3
"""Compare Python files with what `weft wrap` made of them, by the running interpreter.

For each file: parse input and output with this interpreter's `ast`, undo the wrapper in
the output's tree, and compare the trees node by node: kinds, fields, constants, and the
first and last line of every node. The output must also compile if the input does, keep
the input's line ends, and wrap every call that has no reason to be left alone. What this
interpreter cannot parse must be copied byte by byte; what it parses but does not compile
may be.

    ast_compare.py [--with MODULE:NAME] [--diagnostics FILE] INPUT OUTPUT

INPUT and OUTPUT are two files or two directories. `--diagnostics` names a file with what
`weft` printed on stderr: a file that is said to have gained a line for the prologue is
compared with its lines moved by one. Prints one line per difference and a summary; the
exit code is 1 if there is any difference or moved line.
"""

import argparse
import ast
import concurrent.futures
import os
import re
import sys
import warnings

WRAP_NAME = re.compile(r"_weft_+wrap\Z")
GUARD_NAME = re.compile(r"_weft_+guard\Z")
LINE_END = re.compile(rb"\r\n|\r|\n")
ADDED_LINE = re.compile(r"^(.+?):\d+:\d+: note: .*one line is added above line (\d+)", re.M)

# Only calls of these are left alone by name, for they look at the frame that calls them:
# builtins, and functions of the standard library. The last parts of the names in
# src/passes/frame_sensitive.cpp, stated a second time on purpose.
FRAME_SENSITIVE_NAMES = frozenset(
    """
    __build_class__ __import__ breakpoint compile dir eval exec globals locals super type vars
    Enum Flag IntEnum IntFlag NamedTuple NewType ParamSpec StrEnum TypeAliasType TypeVar
    TypeVarTuple TypedDict
    _getframe _getframemodulename breakpointhook critical currentframe debug error exception
    extract_stack files format_stack info log make_dataclass namedtuple
    print_stack set_trace stack walk_stack warn warning
    """.split()
)


class Prologue:
    """The statements that `weft` put into a module: `names` they bind, `indices` in its body.

    `is_guarded` tells `_weft_wrap(f)(a)` from `_weft_wrap(f, a)`.
    """

    def __init__(self, wrap_name, origin, indices, is_guarded):
        self.wrap_name = wrap_name
        self.origin = origin  # "MODULE:NAME"
        self.indices = indices
        self.is_guarded = is_guarded


def imported_name(statement, pattern):
    """Return the one name that `statement` imports as one that matches `pattern`, or None."""
    if not isinstance(statement, ast.ImportFrom) or len(statement.names) != 1:
        return None
    name = statement.names[0].asname
    return name if name and pattern.match(name) else None


def find_prologue(body, source):
    """Return the Prologue in the output's `body`, or None. `source` is the input's bytes."""
    for index, statement in enumerate(body):
        name = imported_name(statement, WRAP_NAME)
        if not name or name.encode() in source:
            continue
        origin = "%s:%s" % (statement.module, statement.names[0].name)
        guard = imported_name(body[index - 1], GUARD_NAME) if index else None
        if guard and guard.encode() not in source:
            return Prologue(name, origin, range(index - 1, index + 2), True)
        return Prologue(name, origin, range(index, index + 1), False)
    return None


def may_precede_prologue(index, statement):
    if index == 0 and isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant) and isinstance(statement.value.value, str)
    return isinstance(statement, ast.ImportFrom) and statement.module == "__future__"


def unwrap(call, prologue):
    """Return (func, args) of the call that `call` wraps, or None where it wraps none."""
    func = call.func
    if prologue.is_guarded:
        if not isinstance(func, ast.Call) or not isinstance(func.func, ast.Name):
            return None
        if func.func.id != prologue.wrap_name or len(func.args) != 1 or func.keywords:
            return None
        return func.args[0], call.args
    if isinstance(func, ast.Name) and func.id == prologue.wrap_name and call.args:
        return call.args[0], call.args[1:]
    return None


class Comparison:
    """Compares two trees without recursion; gathers what differs."""

    def __init__(self, prologue, added_line):
        self.prologue = prologue
        self.added_line = added_line  # Input lines from here on are one lower in the output.
        self.num_calls = 0  # Wrapped ones.
        self.left_alone = []
        self.moved = []
        self.differences = []

    def compare(self, left_root, right_root):
        stack = [(left_root, right_root, None)]
        push = stack.append
        shift_from = self.added_line or float("inf")
        while stack:
            left, right, parent = stack.pop()
            if left is right:  # Contexts and operators are singletons.
                continue
            kind = type(left)
            if kind is not type(right):
                self.report(
                    left, right, parent, "a %s became a %s" % (kind.__name__, type(right).__name__)
                )
            elif kind is list:
                if len(left) != len(right):
                    self.report(
                        left, right, parent, "%d elements became %d" % (len(left), len(right))
                    )
                for pair in zip(left, right):
                    push(pair + (parent,))
            elif isinstance(left, ast.AST):
                line = getattr(left, "lineno", None)
                if line is not None:
                    last = left.end_lineno
                    is_moved = right.lineno != (line if line < shift_from else line + 1)
                    if is_moved or right.end_lineno != (last if last < shift_from else last + 1):
                        self.moved.append((left, right))
                if kind is ast.Call and self.prologue:
                    parts = unwrap(right, self.prologue)
                    if parts:
                        self.num_calls += 1
                        push((left.func, parts[0], left))
                        push((left.args, parts[1], left))
                        push((left.keywords, right.keywords, left))
                        continue
                if kind is ast.Call:
                    self.left_alone.append(left)
                for field in kind._fields:
                    push((getattr(left, field, None), getattr(right, field, None), left))
            elif left != right or kind in (float, complex) and repr(left) != repr(right):
                self.report(left, right, parent, "%.60r became %.60r" % (left, right))

    def report(self, left, right, parent, text):
        line = getattr(left, "lineno", None) or getattr(parent, "lineno", 0)
        self.differences.append((line, text))


def has_future_annotations(tree):
    return any(
        isinstance(statement, ast.ImportFrom)
        and statement.module == "__future__"
        and any(alias.name == "annotations" for alias in statement.names)
        for statement in tree.body
    )


def is_debug_field(values, index):
    """Whether `values[index]` of an f-string was written `{expression=}`."""
    if index == 0 or not isinstance(values[index - 1], ast.Constant):
        return False
    text = values[index - 1].value.rstrip()
    if not text.endswith("="):
        return False
    wanted = ast.dump(values[index].value)
    for begin in range(len(text) - 1):
        try:
            found = ast.parse("(" + text[begin:-1] + ")", mode="eval")
        except (SyntaxError, ValueError):
            continue
        if ast.dump(found.body) == wanted:
            return True
    return False


def last_name(func):
    return (
        func.id
        if isinstance(func, ast.Name)
        else func.attr
        if isinstance(func, ast.Attribute)
        else None
    )


def frame_sensitive_aliases(tree):
    """Return the names that `tree` imports frame-sensitive functions by."""
    return {
        alias.asname
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname and alias.name in FRAME_SENSITIVE_NAMES
    }


def unexplained(tree, calls, may_be_guarded):
    """Return those of `calls` that `weft wrap` had no reason to leave alone."""
    calls = {id(call): call for call in calls if last_name(call.func) not in FRAME_SENSITIVE_NAMES}
    if not calls:
        return []
    aliases = frame_sensitive_aliases(tree)
    calls = {key: call for key, call in calls.items() if last_name(call.func) not in aliases}

    exempt_roots = []
    are_annotations_text = has_future_annotations(tree)
    for node in ast.walk(tree):
        if are_annotations_text:
            exempt_roots.append(getattr(node, "annotation", None))
            exempt_roots.append(getattr(node, "returns", None))
        if type(node).__name__ == "Interpolation":  # Of a t-string, which has its text as well.
            exempt_roots.append(node.value)
        if isinstance(node, ast.JoinedStr):
            for index, value in enumerate(node.values):
                if isinstance(value, ast.FormattedValue) and is_debug_field(node.values, index):
                    exempt_roots.append(value.value)
    for root in exempt_roots:
        if root is not None:
            for node in ast.walk(root):
                calls.pop(id(node), None)
    if may_be_guarded:  # Python 3.8 takes no `@wrap(f)(a)`.
        for node in ast.walk(tree):
            for decorator in getattr(node, "decorator_list", ()):
                calls.pop(id(decorator), None)
    return sorted(calls.values(), key=lambda call: (call.lineno, call.col_offset))


def check_line_ends(source, output, added_line):
    """Return what is wrong with the output's line ends, or None."""
    before = LINE_END.findall(source)
    after = LINE_END.findall(output)
    if added_line:
        after = after[: added_line - 1] + after[added_line:]
    if before == after:
        return None
    if len(before) != len(after):
        return "%d line ends became %d" % (len(before), len(after))
    return "a line end changed"


def compile_error(source):
    try:
        compile(source, "<compare>", "exec", dont_inherit=True)
    except Exception as error:  # Also MemoryError and RecursionError.
        return "%s: %s" % (type(error).__name__, error)
    return None


class FileResult:
    def __init__(self):
        self.lines = []  # One per difference.
        self.num_calls = 0
        self.num_left_alone = 0
        self.num_moved = 0
        self.is_rejected = False


def compare_file(job):
    """Compare one file. `job` is (label, input path, output path, added line or None, origin)."""
    label, source_path, output_path, added_line, origin = job
    warnings.simplefilter("ignore")
    result = FileResult()

    def differs(line, text):
        result.lines.append("%s:%s: %s" % (label, line, text))

    with open(source_path, "rb") as file:
        source = file.read()
    try:
        with open(output_path, "rb") as file:
            output = file.read()
    except OSError as error:
        differs(1, "not written: %s" % error.strerror)
        return result

    try:
        tree = ast.parse(source)
    except Exception as error:
        result.is_rejected = True
        if output != source:
            differs(1, "rejected by Python (%s) but not copied unchanged" % error)
        return result
    if output == source:
        output_tree = tree
    else:
        try:
            output_tree = ast.parse(output)
        except Exception as error:
            differs(
                getattr(error, "lineno", 1),
                "output is not Python: %s: %s" % (type(error).__name__, error),
            )
            return result
        error = compile_error(output)
        if error and not compile_error(source):
            differs(1, "output does not compile: %s" % error)
        error = check_line_ends(source, output, added_line)
        if error:
            differs(1, error)

    prologue = None
    if output != source:
        prologue = find_prologue(output_tree.body, source)
    if prologue:
        for index in range(prologue.indices[0]):
            if not may_precede_prologue(index, output_tree.body[index]):
                differs(output_tree.body[index].lineno, "a statement precedes the prologue")
        if origin and origin != prologue.origin:
            differs(1, "the prologue imports %s" % prologue.origin)
        del output_tree.body[prologue.indices[0] : prologue.indices[-1] + 1]

    comparison = Comparison(prologue, added_line)
    if output == source:
        comparison.left_alone = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        if comparison.left_alone and compile_error(source):
            result.is_rejected = True
            return result
    else:
        comparison.compare(tree, output_tree)
    result.num_calls = comparison.num_calls
    result.num_left_alone = len(comparison.left_alone)
    result.num_moved = len({left.lineno for left, _ in comparison.moved})
    if output != source and not comparison.num_calls:
        differs(1, "changed, but no call is wrapped")
    for line, text in comparison.differences:
        differs(line, text)
    for left, right in comparison.moved[:10]:
        differs(
            left.lineno,
            "%s on lines %d to %d moved to %d to %d"
            % (type(left).__name__, left.lineno, left.end_lineno, right.lineno, right.end_lineno),
        )
    # Without a prologue, nobody can tell from the output whether `--guard` was given.
    may_be_guarded = prologue.is_guarded if prologue else output == source
    for call in unexplained(tree, comparison.left_alone, may_be_guarded):
        differs(
            call.lineno, "call at column %d left alone without a reason" % (call.col_offset + 1)
        )
    return result


def list_files(root):
    """Yield the paths of the `.py` files below `root`, relative to it, in order."""
    for folder, folders, files in os.walk(root):
        folders.sort()
        for name in sorted(files):
            if name.endswith(".py"):
                yield os.path.relpath(os.path.join(folder, name), root)


def read_added_lines(path, root):
    """Return {path relative to `root`: input line above which the prologue's line is}."""
    if not path:
        return {}
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        found = ADDED_LINE.findall(file.read())
    is_tree = os.path.isdir(root)
    return {os.path.relpath(name, root) if is_tree else name: int(line) for name, line in found}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument(
        "--with", dest="origin", metavar="MODULE:NAME", help="the wrapper that was asked for"
    )
    parser.add_argument("--diagnostics", metavar="FILE", help="what weft printed on stderr")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("input")
    parser.add_argument("output")
    options = parser.parse_args()

    added = read_added_lines(options.diagnostics, options.input)
    if os.path.isdir(options.input):
        names = list(list_files(options.input))
        jobs = [
            (
                name,
                os.path.join(options.input, name),
                os.path.join(options.output, name),
                added.get(name),
                options.origin,
            )
            for name in names
        ]
    else:
        jobs = [
            (options.input, options.input, options.output, added.get(options.input), options.origin)
        ]

    if len(jobs) < 8 or options.jobs == 1:
        results = list(map(compare_file, jobs))
    else:
        with concurrent.futures.ProcessPoolExecutor(options.jobs) as executor:
            results = list(executor.map(compare_file, jobs, chunksize=8))

    for result in results:
        for line in result.lines:
            print(line)
    num_differences = sum(len(result.lines) for result in results)
    num_moved = sum(result.num_moved for result in results)
    print(
        "%d calls left alone with a reason, %d prologues on a line of their own"
        % (sum(result.num_left_alone for result in results), len(added))
    )
    print(
        "%d files, %d calls, %d differences, %d moved lines, %d rejected by Python"
        % (
            len(results),
            sum(result.num_calls for result in results),
            num_differences,
            num_moved,
            sum(result.is_rejected for result in results),
        )
    )
    return 1 if num_differences or num_moved else 0


if __name__ == "__main__":
    sys.exit(main())
