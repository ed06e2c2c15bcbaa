#!/usr/bin/env python3
"""Compare syntax/scopes with CPython's symtable and co_qualname on the standard library.

    scopes_oracle.py [--all] [--limit N] DUMP_SCOPES

DUMP_SCOPES is the program made of dump_scopes.cpp. Runs on `python3` and the newest
interpreter found; with `--all` on every CPython from 3.8 on. Each reads its own standard
library, tests included. The exit code is 1 if anything differs.
"""

import argparse
import json
import os
import subprocess
import sys
import time
import warnings

LOCAL, GLOBAL_EXPLICIT, GLOBAL_IMPLICIT, FREE, CELL = range(1, 6)
BINDINGS = {"L": LOCAL, "C": CELL, "F": FREE, "E": GLOBAL_EXPLICIT, "I": GLOBAL_IMPLICIT, "B": GLOBAL_IMPLICIT}
LETTERS = {LOCAL: "local", CELL: "cell", FREE: "free", GLOBAL_EXPLICIT: "global", GLOBAL_IMPLICIT: "implicit", 0: "none"}

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
INLINED = ("listcomp", "setcomp", "dictcomp")


class Scope:
    """A scope as Weft sees it, or a table of CPython's."""

    def __init__(self, kind, name, line, symbols):
        self.kind = kind
        self.name = name
        self.line = line
        self.symbols = symbols
        self.children = []
        # Weft's only.
        self.letters = {}
        self.passing = {}
        self.sees_class = False
        self.inlined_cells = set()

    def label(self):
        return "%s %s, line %d" % (self.kind, self.name, self.line)


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
            yield "%s: `%s` is %s, for CPython %s" % (where, name, LETTERS[got], LETTERS[want])
    left = {}
    for child in theirs.children:
        left.setdefault((child.kind, child.name, child.line), []).append(child)
    for child in ours.children:
        candidates = left.get((child.kind, child.name, child.line), [])
        text = canonical(child)
        same = next((other for other in candidates if canonical(other) == text), None)
        if same:
            candidates.remove(same)
    for child in ours.children:
        candidates = left.get((child.kind, child.name, child.line), [])
        text = canonical(child)
        if any(canonical(other) == text for other in theirs.children):
            continue
        if candidates:
            for difference in differences(child, candidates.pop(0), path):
                yield difference
        else:
            yield "%s: %s is not in CPython's table" % (where, child.label())
    for candidates in left.values():
        for child in candidates:
            yield "%s: %s is in CPython's table only" % (where, child.label())


# CPython's side


def kind_of(table):
    """Return the kind of a raw symbol table, in the words of dump_scopes."""
    names = {}
    for name, kind in (
        ("TYPE_FUNCTION", "function"),
        ("TYPE_CLASS", "class"),
        ("TYPE_MODULE", "module"),
        ("TYPE_TYPE_PARAM", "type_params"),
        ("TYPE_TYPE_PARAMETERS", "type_params"),
        ("TYPE_TYPE_ALIAS", "type_alias"),
        ("TYPE_TYPE_VAR_BOUND", "type_alias"),
        ("TYPE_TYPE_VARIABLE", "type_alias"),
    ):
        value = getattr(_symtable, name, None)
        if value is not None:
            names[value] = kind
    kind_of.names = names
    return names.get(table.type, "?")


def from_cpython(table):
    """Turn a raw symbol table into Scopes."""
    names = kind_of.names if hasattr(kind_of, "names") else None
    kind = names[table.type] if names else kind_of(table)
    symbols = {}
    for name, flags in table.symbols.items():
        if name[0] != "." and name not in IMPLIED_NAMES:
            symbols[name] = (flags >> _symtable.SCOPE_OFF) & _symtable.SCOPE_MASK
    scope = Scope(kind, table.name, table.lineno, symbols)
    scope.children = [from_cpython(child) for child in table.children]
    return scope


def bound_in_module(table):
    """Return the names that something binds at module level."""
    mask = _symtable.DEF_BOUND | _symtable.DEF_GLOBAL
    return {name for name, flags in table.symbols.items() if flags & mask}


def code_names(code, found):
    """Collect (line, qualified name, is a generator function) of all code inside `code`."""
    for const in code.co_consts:
        if hasattr(const, "co_code"):
            is_generator = bool(const.co_flags & 0x220) and not const.co_name.startswith("<genexpr")
            key = (const.co_firstlineno, const.co_qualname, is_generator)
            found[key] = found.get(key, 0) + 1
            code_names(const, found)


# Weft's side


class File:
    """What dump_scopes says about one file."""

    def __init__(self, path, has_star):
        self.path = path
        self.has_star = has_star
        self.scopes = []
        self.code_names = {}
        self.problems = []


def read_dump(lines):
    """Yield a File, or a path and a message, for each file of a dump."""
    current = None
    for line in lines:
        fields = line.rstrip("\n").split("\t")
        letter = fields[0]
        if letter == "N":
            scope.symbols[fields[1]] = BINDINGS[fields[2]]
            scope.letters[fields[1]] = fields[2]
        elif letter == "S":
            parent, kind, number, first, flags, name, qualified = fields[1:]
            parent = int(parent)
            is_function = kind in ("function", "lambda", "comprehension")
            scope = Scope("function" if is_function else kind, name, int(number), {})
            above = current.scopes[parent] if parent >= 0 else None
            scope.exact_kind = kind
            scope.is_text = "t" in flags or (above is not None and above.is_text)
            scope.visible_class = None
            if kind in ("type_params", "type_alias"):
                scope.visible_class = above if above.kind == "class" else above.visible_class
            if above is not None and not ("t" in flags):
                above.children.append(scope)
            current.scopes.append(scope)
            is_inlined = IS_INLINING and kind == "comprehension" and name in INLINED and not above.visible_class
            scope.is_inlined = is_inlined
            scope.code_prefix = qualified
            if above is not None and not scope.is_text:
                if IS_INLINING:
                    for comprehension in INLINED:
                        qualified = qualified.replace("<%s>." % comprehension, "")
                key = (int(first), qualified, "g" in flags)
                if not is_inlined:
                    current.code_names[key] = current.code_names.get(key, 0) + 1
        elif letter == "P":
            current.scopes[int(fields[1])].passing[fields[2]] = BINDINGS[fields[3]]
        elif letter == "!":
            current.problems.append("%s: %s" % (current.path, fields[1]))
        else:
            if current:
                yield current
                current = None
            if letter == "F":
                current = File(fields[1], fields[2] == "1")
            else:
                yield fields[1], fields[2]
    if current:
        yield current


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
            in_class = scope.visible_class is not None and name in scope.visible_class.symbols
            is_free = not file.has_star and name not in module_bound and not in_class
            if letter == "B" and not (is_free and (name in builtin_names or name in SOME_BUILTINS)):
                yield "%s: %s: `%s` is not certainly a builtin" % (file.path, scope.label(), name)
            if letter == "I" and is_free and name in builtin_names:
                yield "%s: %s: `%s` is a builtin" % (file.path, scope.label(), name)


def check_file(file, counts, builtin_names):
    """Yield all differences in one file."""
    with open(file.path, "rb") as stream:
        source = stream.read()
    try:
        table = _symtable.symtable(source, file.path, "exec")
    except (SyntaxError, ValueError):
        counts["rejected"] += 1
        return
    counts["files"] += 1
    counts["bytes"] += len(source)
    counts["scopes"] += len(file.scopes)
    counts["names"] += sum(len(scope.symbols) for scope in file.scopes)
    for problem in file.problems:
        yield problem
    for problem in check_builtins(file, bound_in_module(table), builtin_names):
        yield problem
    ours = file.scopes[0]
    if IS_INLINING:
        inline(ours)
    else:
        for scope in file.scopes:
            scope.symbols.update(scope.passing)
    theirs = from_cpython(table)
    if canonical(ours) != canonical(theirs):
        for difference in differences(ours, theirs, file.path):
            yield difference
    if HAS_QUALNAMES:
        try:
            code = compile(source, file.path, "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
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


def check_library(dump, root):
    """Compare one interpreter's library, inside that interpreter; print a JSON summary."""
    import builtins

    builtin_names = set(dir(builtins)) - MODULE_NAMES
    counts = dict.fromkeys(("files", "bytes", "scopes", "names", "code", "rejected"), 0)
    found = []
    process = subprocess.Popen(
        [dump], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", errors="surrogateescape"
    )
    files = library_files(root)
    import threading

    def feed():
        with process.stdin as stream:
            stream.writelines(path + "\n" for path in files)

    feeder = threading.Thread(target=feed)
    feeder.start()
    unparsed = []
    for file in read_dump(process.stdout):
        if isinstance(file, File):
            found += check_file(file, counts, builtin_names)
        else:
            path, message = file
            with open(path, "rb") as stream:
                try:
                    _symtable.symtable(stream.read(), path, "exec")
                    unparsed.append("%s: %s" % (path, message))
                except (SyntaxError, ValueError):
                    counts["rejected"] += 1
    feeder.join()
    if process.wait() != 0:
        found.append("dump_scopes ended with %d" % process.returncode)
    json.dump({"counts": counts, "differences": found, "unparsed": unparsed}, sys.stdout)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--limit", type=int, default=20, help="differences to print")
    parser.add_argument("dump")
    options = parser.parse_args()
    import pythons

    is_good = True
    for python in pythons.chosen_pythons(options.all):
        start = time.time()
        run = subprocess.run(
            [python.path, os.path.abspath(__file__), "--child", options.dump, python.stdlib],
            stdout=subprocess.PIPE,
            check=True,
        )
        result = json.loads(run.stdout.decode())
        counts = result["counts"]
        print(
            "%s: %d files, %.1f MB, %d scopes, %d names, %d qualified names in %.0f s;"
            " %d differences, %d not parsed by Weft, %d not Python"
            % (
                python.label,
                counts["files"],
                counts["bytes"] / 1e6,
                counts["scopes"],
                counts["names"],
                counts["code"],
                time.time() - start,
                len(result["differences"]),
                len(result["unparsed"]),
                counts["rejected"],
            )
        )
        for line in result["differences"][: options.limit] + result["unparsed"][: options.limit]:
            print("  " + line)
        is_good &= not result["differences"] and not result["unparsed"] and counts["files"] > 0
    return 0 if is_good else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        import _symtable

        warnings.simplefilter("ignore")
        sys.setrecursionlimit(10000)
        check_library(sys.argv[2], sys.argv[3])
    else:
        sys.exit(main())
