#!/usr/bin/env python3
"""Compare syntax/scopes with CPython's symtable and co_qualname on the standard library.

    scopes_oracle.py [--all] [--limit N] [--random N] DUMP_SCOPES

DUMP_SCOPES is the program made of dump_scopes.cpp. Runs on `python3` and the newest
interpreter found; with `--all` on every CPython from 3.8 on. Each reads its own standard
library, tests included, and some random programs. The exit code is 1 if anything differs.

Some things differ between versions, and Weft follows one of them:

* From 3.12 on (PEP 709) the tables of list, set and dict comprehensions are merged into
  their parents'; inline() does that to Weft's.
* Before 3.10, names in annotations count although `from __future__ import annotations`
  makes them text. Files with that line are left out there.
* 3.8 is wrong about the lines of expressions in f-strings, so that those of lambdas and
  comprehensions do not count there.
* From 3.14 on (PEP 649) annotations have scopes of their own, which fold() makes part of the
  scopes around them again; what code inside of them is called is not compared. Those of local
  variables are not evaluated, and their names do not count: the files are read without them.
"""

import argparse
import ast
import builtins
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import warnings

import pythons
import random_scopes

LOCAL, GLOBAL_EXPLICIT, GLOBAL_IMPLICIT, FREE, CELL = range(1, 6)
BINDINGS = {"L": LOCAL, "C": CELL, "F": FREE, "E": GLOBAL_EXPLICIT, "I": GLOBAL_IMPLICIT, "B": GLOBAL_IMPLICIT}
WORDS = {LOCAL: "local", CELL: "cell", FREE: "free", GLOBAL_EXPLICIT: "global", GLOBAL_IMPLICIT: "implicit", 0: "none"}

# Built-in names of some versions only, or put there by `site`.
SOME_BUILTINS = set(
    "aiter anext EncodingWarning BaseExceptionGroup ExceptionGroup PythonFinalizationError _IncompleteInputError "
    "WindowsError copyright credits exit help license quit".split()
)
# Names of `builtins` that every module has for itself.
MODULE_NAMES = {"__doc__", "__loader__", "__name__", "__package__", "__spec__"}
IMPLIED_NAMES = {"__classdict__", "__conditional_annotations__"}

IS_INLINING = sys.version_info >= (3, 12)
HAS_QUALNAMES = sys.version_info >= (3, 11)
COUNTS_TEXT_ANNOTATIONS = sys.version_info < (3, 10)
HAS_ANNOTATION_SCOPES = sys.version_info >= (3, 14)
if HAS_ANNOTATION_SCOPES:
    IMPLIED_NAMES.add("__class__")  # Annotations in a class may pass it on.
KNOWS_LINES = sys.version_info >= (3, 9)
INLINED = ("listcomp", "setcomp", "dictcomp")
NAMELESS = INLINED + ("genexpr", "lambda")


class Scope:
    """A scope as Weft sees it, or a table of CPython's."""

    def __init__(self, kind, name, line, symbols):
        self.kind = kind
        self.name = name
        self.line = line if KNOWS_LINES or name not in NAMELESS else 0
        self.symbols = symbols
        self.children = []

    def label(self):
        return "%s %s, line %d" % (self.kind, self.name, self.line)


class WeftScope(Scope):
    def __init__(self, kind, name, line, parent, is_text):
        """Add the scope to the children of `parent`, unless it is part of a text."""
        is_function = kind in ("lambda", "comprehension")
        super().__init__("function" if is_function else kind, name, line, {})
        self.letters = {}  # The bindings by name, as dumped.
        self.passing = {}  # Free names that the scope does not mention itself.
        self.is_text = is_text or (parent is not None and parent.is_text)
        self.visible_class = None
        if kind in ("type_params", "type_alias"):
            self.visible_class = parent if parent.kind == "class" else parent.visible_class
        self.is_inlined = IS_INLINING and name in INLINED and kind == "comprehension" and not parent.visible_class
        self.inlined_cells = set()
        if parent is not None and not is_text:
            parent.children.append(self)


def canonical(scope):
    """Return a string that is equal for equal scopes, whatever the order of the children."""
    names = sorted(item for item in scope.symbols.items())
    children = sorted(canonical(child) for child in scope.children)
    return "(%s %s %d %s %s)" % (scope.kind, scope.name, scope.line, names, children)


def differences(ours, theirs, path):
    """Yield what differs between two scopes that ought to be equal."""
    where = "%s: %s" % (path, ours.label())
    for name in sorted(set(ours.symbols) | set(theirs.symbols)):
        got, want = ours.symbols.get(name, 0), theirs.symbols.get(name, 0)
        if got != want:
            yield "%s: `%s` is %s, for CPython %s" % (where, name, WORDS[got], WORDS[want])
    texts = [canonical(child) for child in theirs.children]
    only_ours = []
    for child in ours.children:
        text = canonical(child)
        if text in texts:
            texts.remove(text)
        else:
            only_ours.append(child)
    only_theirs = [child for child in theirs.children if canonical(child) in texts]
    for child in only_ours:
        likely = next((other for other in only_theirs if other.label() == child.label()), None)
        if likely:
            only_theirs.remove(likely)
            for difference in differences(child, likely, path):
                yield difference
        else:
            yield "%s: %s is not in CPython's table" % (where, child.label())
    for child in only_theirs:
        yield "%s: %s is in CPython's table only" % (where, child.label())


# CPython's side


def table_kinds():
    """Return the kinds of raw symbol tables, in the words of dump_scopes, by `type`."""
    names = {
        "TYPE_FUNCTION": "function",
        "TYPE_CLASS": "class",
        "TYPE_MODULE": "module",
        "TYPE_TYPE_PARAM": "type_params",
        "TYPE_TYPE_PARAMETERS": "type_params",
        "TYPE_TYPE_ALIAS": "type_alias",
        "TYPE_TYPE_VAR_BOUND": "type_alias",
        "TYPE_TYPE_VARIABLE": "type_alias",
    }
    return {getattr(_symtable, name): kind for name, kind in names.items() if hasattr(_symtable, name)}


def from_cpython(table, kinds):
    """Turn a raw symbol table into Scopes."""
    symbols = {}
    for name, flags in table.symbols.items():
        if name[0] != "." and name not in IMPLIED_NAMES:
            symbols[name] = (flags >> _symtable.SCOPE_OFF) & _symtable.SCOPE_MASK
    scope = Scope(kinds.get(table.type, "?"), table.name, table.lineno, symbols)
    annotations = []
    for child in table.children:
        is_annotation = HAS_ANNOTATION_SCOPES and child.type == _symtable.TYPE_ANNOTATION
        (annotations if is_annotation else scope.children).append(from_cpython(child, kinds))
    for child in annotations:
        fold(child, scope)
    if HAS_ANNOTATION_SCOPES and scope.kind != "class":
        # What only annotations share with the scope is none of its cells any more.
        shared = set().union(*map(free_names, scope.children))
        for name, binding in symbols.items():
            if binding == CELL and name not in shared:
                symbols[name] = LOCAL
    return scope


def forget_implied(scope):
    """Drop IMPLIED_NAMES from the table, where a program mentions them, and from those in it."""
    for name in IMPLIED_NAMES.intersection(scope.symbols):
        del scope.symbols[name]
    for child in scope.children:
        forget_implied(child)


def free_names(scope):
    """Return what a scope takes from those around it; a class may have such a name itself."""
    names = {name for name, binding in scope.symbols.items() if binding == FREE}
    return names.union(*map(free_names, scope.children)) if scope.kind == "class" else names


def fold(annotations, scope):
    """Make annotations part of the scope that they stand in, as they were up to 3.13."""
    for name, binding in annotations.symbols.items():
        scope.symbols.setdefault(name, binding)
    for child in annotations.children:
        if child.name in INLINED:
            fold(child, scope)
        else:
            scope.children.append(child)


def bound_in_module(table):
    """Return the names that something binds at module level."""
    mask = _symtable.DEF_BOUND | _symtable.DEF_GLOBAL
    return {name for name, flags in table.symbols.items() if flags & mask}


def code_names(code, found):
    """Collect (line, qualified name, is a generator function) of all code inside `code`."""
    for const in code.co_consts:
        if hasattr(const, "co_code"):
            is_generator = bool(const.co_flags & 0x220) and not const.co_name.startswith("<genexpr")
            if const.co_name == "__annotate__" or const.co_varnames[:1] == (".format",):
                continue  # From 3.14 on: annotations, and values of types.
            key = (const.co_firstlineno, const.co_qualname, is_generator)
            found[key] = found.get(key, 0) + 1
            code_names(const, found)


# Weft's side


class File:
    """What dump_scopes says about one file."""

    def __init__(self, path, has_star, has_future):
        self.path = path
        self.has_star = has_star
        self.has_future = has_future
        self.scopes = []
        self.code_names = {}  # How often, by line, qualified name and being a generator.
        self.problems = []

    def add_scope(self, parent, kind, line, first_line, flags, name, qualified_name):
        above = self.scopes[int(parent)] if self.scopes else None
        scope = WeftScope(kind, name, int(line), above, "t" in flags)
        self.scopes.append(scope)
        if above is None or scope.is_text or scope.is_inlined:
            return
        if IS_INLINING:
            for comprehension in INLINED:
                qualified_name = qualified_name.replace("<%s>." % comprehension, "")
        key = (int(first_line), qualified_name, "g" in flags)
        self.code_names[key] = self.code_names.get(key, 0) + 1


def read_dump(lines):
    """Yield a File, or a path and a message, for each file of a dump."""
    file = None
    for line in lines:
        fields = line.rstrip("\n").split("\t")
        letter = fields.pop(0)
        if letter == "N":
            file.scopes[-1].symbols[fields[0]] = BINDINGS[fields[1]]
            file.scopes[-1].letters[fields[0]] = fields[1]
        elif letter == "S":
            file.add_scope(*fields)
        elif letter == "P":
            file.scopes[int(fields[0])].passing[fields[1]] = BINDINGS[fields[2]]
        elif letter == "!":
            file.problems.append("%s: %s" % (file.path, fields[0]))
        else:
            if file:
                yield file
            file = File(fields[0], fields[1] == "1", fields[2] == "1") if letter == "F" else None
            if letter == "X":
                yield fields[0], fields[1]
    if file:
        yield file


def inline(scope):
    """Do what PEP 709's inline_comprehension does; return the free names of the scope.

    Cells are decided anew, because a name that only an inlined comprehension uses is none.
    """
    own_free = {name for name, binding in scope.symbols.items() if binding == FREE}
    for name, binding in scope.symbols.items():
        if binding == CELL:
            scope.symbols[name] = LOCAL
    from_children = set()
    inlined_cells = set()
    children = []
    for child in scope.children:
        child_free = inline(child)
        if not child.is_inlined:
            children.append(child)
        else:
            children += child.children
            for name, binding in child.symbols.items():
                if binding == CELL or name in child.inlined_cells:
                    inlined_cells.add(name)
                if binding == FREE and scope.kind == "class" and name == "__class__":
                    binding = GLOBAL_IMPLICIT
                    child_free.discard(name)
                if name not in scope.symbols:
                    scope.symbols[name] = binding
                elif scope.symbols[name] in (LOCAL, CELL) and scope.kind != "class":
                    if all(grandchild.symbols.get(name) != FREE for grandchild in child.children):
                        child_free.discard(name)
        from_children |= child_free
    scope.children = children
    scope.inlined_cells = inlined_cells
    if scope.kind == "class":
        from_children.discard("__class__")
    elif scope.kind != "module":
        for name, binding in scope.symbols.items():
            if binding == LOCAL and (name in from_children or name in inlined_cells):
                scope.symbols[name] = CELL
                from_children.discard(name)
    for name in from_children:
        scope.symbols.setdefault(name, FREE)
    return own_free | from_children


def check_builtins(file, module_bound, builtin_names):
    """Yield the names that Weft takes for builtins and should not, or the other way."""
    for scope in file.scopes:
        for name, letter in scope.letters.items():
            if letter not in "BI":
                continue
            in_class = scope.visible_class is not None and scope.visible_class.letters.get(name, "I") in "LE"
            is_free = not file.has_star and name not in module_bound and not in_class
            if letter == "B" and not (is_free and (name in builtin_names or name in SOME_BUILTINS)):
                yield "%s: %s: `%s` is not certainly a builtin" % (file.path, scope.label(), name)
            if letter == "I" and is_free and name in builtin_names:
                yield "%s: %s: `%s` is a builtin" % (file.path, scope.label(), name)


def check_file(file, counts, builtin_names, has_code=True):
    """Yield all differences in one file; `has_code` if CPython may compile it."""
    with open(file.path, "rb") as stream:
        source = stream.read()
    try:
        table = _symtable.symtable(source, file.path, "exec")
    except (SyntaxError, ValueError):
        counts["not Python"] += 1
        return
    if COUNTS_TEXT_ANNOTATIONS and file.has_future:
        counts["left out"] += 1
        return
    counts["files"] += 1
    counts["bytes"] += len(source)
    counts["scopes"] += len(file.scopes)
    counts["names"] += sum(len(scope.symbols) for scope in file.scopes)
    for problem in file.problems:
        yield problem
    module_bound = bound_in_module(table)
    if IS_INLINING:  # Targets of comprehensions are among them.
        module_bound &= {name for name, letter in file.scopes[0].letters.items() if letter in "LE"}
    for problem in check_builtins(file, module_bound, builtin_names):
        yield problem
    ours = file.scopes[0]
    if IS_INLINING:
        inline(ours)
    else:
        for scope in file.scopes:
            scope.symbols.update(scope.passing)
    if HAS_ANNOTATION_SCOPES:
        forget_implied(ours)
    theirs = from_cpython(table, table_kinds())
    if canonical(ours) != canonical(theirs):
        for difference in differences(ours, theirs, file.path):
            yield difference
    if HAS_QUALNAMES and has_code:
        try:
            code = compile(source, file.path, "exec", dont_inherit=True)
        except (SyntaxError, ValueError, SystemError):  # The last is a fault of CPython's own.
            return
        found = {}
        code_names(code, found)
        counts["code"] += sum(found.values())
        for key, count in found.items():
            if file.code_names.get(key, 0) < count:
                yield "%s: line %d: CPython names a code object `%s`%s" % (
                    file.path,
                    key[0],
                    key[1],
                    ", a generator" if key[2] else "",
                )


def library_files(root):
    """Return the Python files of a standard library, without site-packages."""
    paths = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in ("site-packages", "dist-packages", "__pycache__"))
        paths += [os.path.join(folder, name) for name in sorted(names) if name.endswith(".py")]
    return paths


def local_annotations(tree):
    """Yield the annotations of variables in functions."""
    pending = [(tree, False)]
    while pending:
        node, is_local = pending.pop()
        if isinstance(node, ast.AnnAssign) and is_local:
            yield node.annotation
        if isinstance(node, ast.ClassDef):
            is_local = False
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            is_local = True
        pending += [(child, is_local) for child in ast.iter_child_nodes(node)]


def without_local_annotations(paths, folder):
    """Return the paths, with copies in `folder` in place of the files that have any."""
    result = []
    for path in paths:
        result.append(path)
        with open(path, "rb") as stream:
            source = stream.read()
        try:
            annotations = list(local_annotations(ast.parse(source)))
        except (SyntaxError, ValueError, RecursionError):
            continue
        if not annotations:
            continue
        starts = [0] + [match.end() for match in re.finditer(rb"\r\n|\r|\n", source)]
        for node in annotations:
            begin = starts[node.lineno - 1] + node.col_offset
            end = starts[node.end_lineno - 1] + node.end_col_offset
            blank = re.sub(rb"[^\r\n]", b" ", source[begin:end])
            blank = b"0" if len(blank) == 1 else b"0 " if len(blank) == 2 else b"(" + blank[1:-2] + b"0)"
            source = source[:begin] + blank + source[end:]
        result[-1] = os.path.join(folder, "copy_%d_%s" % (len(result), os.path.basename(path)))
        with open(result[-1], "wb") as stream:
            stream.write(source)
    return result


def is_python(path):
    """Say whether CPython builds a symbol table for the file."""
    with open(path, "rb") as stream:
        try:
            _symtable.symtable(stream.read(), path, "exec")
            return True
        except (SyntaxError, ValueError):
            return False


def dump_files(dump, paths):
    """Run dump_scopes on the files and yield what read_dump does."""
    with tempfile.TemporaryFile() as stdin:
        stdin.writelines(os.fsencode(path) + b"\n" for path in paths)
        stdin.seek(0)
        process = subprocess.Popen(
            [dump], stdin=stdin, stdout=subprocess.PIPE, encoding="utf-8", errors="surrogateescape"
        )
    for result in read_dump(process.stdout):
        yield result
    if process.wait() != 0:
        sys.exit("dump_scopes ended with %d" % process.returncode)


def random_files(folder, count):
    """Write random programs and return their paths."""
    paths = [os.path.join(folder, "random_%d.py" % seed) for seed in range(count)]
    for seed, path in enumerate(paths):
        with open(path, "w") as stream:
            stream.write(random_scopes.program(seed))
    return paths


def check_library(dump, root, num_random):
    """Compare one interpreter's library, inside that interpreter; print a JSON summary."""
    builtin_names = set(dir(builtins)) - MODULE_NAMES
    counts = dict.fromkeys(("files", "bytes", "scopes", "names", "code", "not Python", "left out"), 0)
    found = []
    unparsed = []
    with tempfile.TemporaryDirectory() as folder:
        paths = library_files(root) + random_files(folder, num_random)
        if HAS_ANNOTATION_SCOPES:
            paths = without_local_annotations(paths, folder)
        for result in dump_files(dump, paths):
            if isinstance(result, File):
                # CPython 3.12 crashes on some of the random ones.
                has_code = not (result.path.startswith(folder) and sys.version_info[:2] == (3, 12))
                found += check_file(result, counts, builtin_names, has_code)
            elif is_python(result[0]):
                unparsed.append("%s: %s" % result)
            else:
                counts["not Python"] += 1
    json.dump({"counts": counts, "differences": found, "unparsed": unparsed}, sys.stdout)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--limit", type=int, default=20, help="differences to print")
    parser.add_argument("--random", type=int, default=2000, help="random programs to compare")
    parser.add_argument("dump")
    options = parser.parse_args()
    is_good = True
    for python in pythons.chosen_pythons(options.all):
        start = time.time()
        run = subprocess.run(
            [python.path, os.path.abspath(__file__), "--child", options.dump, python.stdlib, str(options.random)],
            stdout=subprocess.PIPE,
            check=True,
        )
        result = json.loads(run.stdout.decode())
        counts = result["counts"]
        text = "{files} files, {scopes} scopes, {names} names, {code} qualified names".format(**counts)
        print("%s: %s (%.1f MB) in %.0f s:" % (python.label, text, counts["bytes"] / 1e6, time.time() - start))
        text = "  {} differences, {} not parsed by Weft, {not Python} not Python, {left out} left out"
        print(text.format(len(result["differences"]), len(result["unparsed"]), **counts))
        for line in result["differences"][: options.limit] + result["unparsed"][: options.limit]:
            print("  " + line)
        is_good &= not result["differences"] and not result["unparsed"] and counts["files"] > 0
    return 0 if is_good else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        import _symtable

        warnings.simplefilter("ignore")
        sys.setrecursionlimit(10000)
        check_library(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        sys.exit(main())
