#!/usr/bin/env python3
"""Compare what a pointcut selects with a computation over CPython's `ast` and `symtable`.

    pointcut_oracle.py [--weft FILE] [--tree DIR] [--time]

The tree is that of Debian's python3-django where it is installed or named, with the pointcut
`call(django.db.models.*) && within(django.contrib.*)`; else packages of the standard library,
with `call(email.*) && within(email.mime.*, email.message)`. With --time: how long the run
takes with and without the selection. The exit code is 1 if any site differs.
"""

import argparse
import ast
import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys
import symtable
import tempfile
import time

DJANGO = "/usr/lib/python3/dist-packages/django"


class Module:
    """One file: its tree, scopes by (kind of node, line, name), and what it exports."""

    def __init__(self, path, name, is_package):
        with open(path, "rb") as stream:
            self.bytes = stream.read()
        self.tree = ast.parse(self.bytes)
        self.name, self.is_package = name, is_package
        self.table = symtable.symtable(self.bytes, path, "exec")
        self.binders = {}  # (id of the scope's table, name) -> set of origins; None: no import
        self.stars = []
        Binder(self).visit_body(self.tree, self.table)

    def absolute(self, level, module):
        if not level:
            return module
        parts = self.name.split(".")
        parts = parts[: len(parts) - level + (1 if self.is_package else 0)]
        return ".".join(parts + ([module] if module else []))

    def bind(self, table, name, origin):
        self.binders.setdefault((table.get_id(), name), set()).add(origin)


def children_in_order(table):
    """The child tables, to be taken in the order in which symtable.c makes them."""
    return list(table.get_children())


class Binder:
    """Notes what imports, definitions and everything else bind in each scope."""

    def __init__(self, module):
        self.module = module

    def visit_body(self, tree, table):
        self.scopes = scopes_of(tree, table)
        for node in ast.walk(tree):
            at = self.scopes[node]
            if isinstance(node, ast.Import):
                for alias in node.names:
                    name = alias.asname or alias.name.split(".")[0]
                    origin = alias.name if alias.asname else name
                    self.bind(at, name, origin)
            elif isinstance(node, ast.ImportFrom):
                base = self.module.absolute(node.level, node.module or "")
                for alias in node.names:
                    if alias.name == "*":
                        self.module.stars.append((node.lineno, base))
                    else:
                        self.bind(at, alias.asname or alias.name, base + "." + alias.name)
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                self.bind(at, node.name, ("def",))
            elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
                self.bind(at, node.id, None)
            elif isinstance(node, ast.ExceptHandler) and node.name:
                self.bind(at, node.name, None)
            elif isinstance(node, ast.arg):
                self.bind(at, node.arg, None)
        self.module.stars = [base for _, base in sorted(self.module.stars)]

    def bind(self, table, name, origin):
        """In the scope that the name belongs to: `global` and `nonlocal` lead out of it."""
        try:
            is_global = table.get_type() != "module" and table.lookup(name).is_declared_global()
        except KeyError:  # A private name of a class.
            return
        if is_global:
            table, origin = self.module.table, origin if isinstance(origin, str) else None
        self.module.bind(table, name, origin)


COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def scopes_of(tree, table):
    """Return the table of the scope that evaluates each node."""
    scopes, pending = {}, [(tree, table)]
    taken = {}

    def take(table, name, line):
        found = [
            child
            for child in children_in_order(table)
            if child.get_name() == name and child.get_lineno() == line
        ]
        key = (table.get_id(), name, line)
        taken[key] = taken.get(key, -1) + 1
        return found[taken[key]]

    def visit(node, table):
        scopes[node] = table
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            outside, inside = split_definition(node)
            for child in outside:
                visit(child, table)
            name = getattr(node, "name", "lambda")
            own = take(table, name, node.lineno)
            for child in inside:
                visit(child, own)
            if not isinstance(node, ast.ClassDef):
                for argument in ast.walk(node.args):
                    if isinstance(argument, ast.arg):
                        scopes.setdefault(argument, own)
        elif isinstance(node, COMPREHENSIONS):
            first = node.generators[0]
            visit(first.iter, table)
            name = {"ListComp": "listcomp", "SetComp": "setcomp", "DictComp": "dictcomp"}.get(
                type(node).__name__, "genexpr"
            )
            own = take(table, name, node.lineno)
            for child in ast.iter_child_nodes(node):
                if child is first:
                    scopes[first] = own
                    for inner in [first.target] + first.ifs:
                        visit(inner, own)
                else:
                    visit(child, own)
        else:
            for child in ast.iter_child_nodes(node):
                visit(child, table)

    for node, at in pending:
        visit(node, at)
    for node in ast.walk(tree):
        scopes.setdefault(node, table)
    return scopes


def split_definition(node):
    """What of a definition is evaluated around it, and what in it."""
    if isinstance(node, ast.ClassDef):
        return node.decorator_list + node.bases + node.keywords, node.body
    arguments = node.args
    outside = list(arguments.defaults) + [d for d in arguments.kw_defaults if d]
    every = arguments.posonlyargs + arguments.args + arguments.kwonlyargs
    every += [arg for arg in (arguments.vararg, arguments.kwarg) if arg]
    outside += [arg.annotation for arg in every if arg.annotation]
    if isinstance(node, ast.Lambda):
        return outside, every_without_annotation(every) + [node.body]
    outside = node.decorator_list + outside + ([node.returns] if node.returns else [])
    return outside, every_without_annotation(every) + node.body


def every_without_annotation(every):
    return [ast.copy_location(ast.arg(arg=arg.arg), arg) for arg in every]


class Run:
    """The modules of a tree, and the names that packages pass on (docs/select.md)."""

    def __init__(self, root):
        self.modules = {}
        top = os.path.dirname(root)
        for folder, _, files in os.walk(root):
            for file in files:
                if not file.endswith(".py"):
                    continue
                path = os.path.join(folder, file)
                name = os.path.relpath(path, top)[:-3].replace(os.sep, ".")
                is_package = file == "__init__.py"
                name = name[: -len(".__init__")] if is_package else name
                # What has no name to import it by is in no module (docs/select.md).
                if not all(part.isidentifier() for part in name.split(".")):
                    continue
                try:
                    self.modules[name] = (path, Module(path, name, is_package))
                except (SyntaxError, ValueError):
                    pass
        self.index = {name for name, (_, module) in self.modules.items() if module.is_package}
        pending = sorted(self.index)
        while pending:
            for star in self.modules[pending.pop()][1].stars:
                if star in self.modules and star not in self.index:
                    self.index.add(star)
                    pending.append(star)
        self.aliases = {}
        for name in sorted(self.index):
            if self.modules[name][1].is_package:
                for export in sorted(self.exports(name)):
                    self.add_alias(name, export)

    def bound(self, module):
        own = module.table.get_id()
        return {name for scope, name in module.binders if scope == own}

    def exports(self, name, seen=None):
        seen = seen if seen is not None else set()
        if name in seen or name not in self.index:
            return set()
        seen.add(name)
        module = self.modules[name][1]
        return self.bound(module).union(*[self.exports(star, seen) for star in module.stars])

    def star_source(self, target, name, seen):
        if target in seen or target not in self.index:
            return None
        seen.add(target)
        module = self.modules[target][1]
        if name in self.bound(module):
            return target + "." + name
        for star in reversed(module.stars):
            found = self.star_source(star, name, seen)
            if found:
                return found
        return None

    def origin_in(self, module_name, name):
        if module_name not in self.index:
            return None
        module = self.modules[module_name][1]
        origins = module.binders.get((module.table.get_id(), name))
        if origins is not None:
            only = next(iter(origins))
            return only if len(origins) == 1 and isinstance(only, str) else None
        if name.startswith("_") or module_name + "." + name in self.index:
            return None
        for star in reversed(module.stars):
            found = self.star_source(star, name, set())
            if found:
                return found
        return None

    def step(self, name):
        parts = name.split(".")
        for i in range(1, len(parts)):
            origin = self.origin_in(".".join(parts[:i]), parts[i])
            if origin and origin != ".".join(parts[: i + 1]):
                return ".".join([origin] + parts[i + 1 :])
        return None

    def chain(self, name):
        names = [name]
        while len(names) < 16:
            following = self.step(names[-1])
            if not following:
                break
            names.append(following)
        return names

    def add_alias(self, package, name):
        origin = self.origin_in(package, name)
        alias = package + "." + name
        if name.startswith("_") or not origin:
            return
        last = self.chain(alias)[-1]
        if last != alias and last.startswith(package + "."):
            self.aliases.setdefault(last, []).append(alias)

    def names_of(self, name):
        names = self.chain(name)
        parts = names[-1].split(".")
        for i in range(2, len(parts) + 1):
            for alias in self.aliases.get(".".join(parts[:i]), ()):
                names.append(".".join([alias] + parts[i:]))
        return names

    def resolve(self, module, scopes, func):
        attributes = []
        while isinstance(func, ast.Attribute):
            attributes.insert(0, func.attr)
            func = func.value
        if not isinstance(func, ast.Name):
            return []
        at = scopes[func]
        try:
            symbol = at.lookup(func.id)
        except KeyError:
            return []
        if symbol.is_free():
            owner = self.owner_of_free(module, at, func.id)
        elif at.get_type() != "module" and symbol.is_global():
            owner = module.table
        else:
            owner = at
        origins = module.binders.get((owner.get_id(), func.id)) if owner else None
        if not origins or len(origins) != 1:
            return []
        origin = next(iter(origins))
        if isinstance(origin, str):
            return self.names_of(".".join([origin] + attributes))
        if origin == ("def",) and owner is module.table:
            return self.names_of(".".join([module.name, func.id] + attributes))
        return []

    def owner_of_free(self, module, table, name):
        parents = {}
        pending = [module.table]
        while pending:
            parent = pending.pop()
            for child in parent.get_children():
                parents[child.get_id()] = parent
                pending.append(child)
        at = parents.get(table.get_id())
        while at is not None and at.get_type() != "module":
            if at.get_type() == "function":
                try:
                    if at.lookup(name).is_local():
                        return at
                except KeyError:
                    pass
            at = parents.get(at.get_id())
        return None


def expected_sites(root, call, within):
    """Return the (file, line, column) of the calls that the pointcut means."""
    run = Run(root)
    patterns = [re.compile(fnmatch.translate(pattern)) for pattern in within]
    wanted = re.compile(fnmatch.translate(call))
    sites = set()
    for name, (path, module) in run.modules.items():
        if not any(pattern.match(name) for pattern in patterns):
            continue
        scopes = scopes_of(module.tree, module.table)
        lines = module.bytes.split(b"\n")
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call):
                names = run.resolve(module, scopes, node.func)
                if any(wanted.match(each) for each in names):
                    line = lines[node.lineno - 1][: node.col_offset]
                    column = len(line.decode("utf-8", "replace")) + 1
                    sites.add((os.path.relpath(path, root), node.lineno, column))
    return sites


def selected_sites(weft, root, pointcut):
    command = [weft, "explain", "--format", "json", "--no-gitignore", "--pointcut", pointcut, root]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    document = json.loads(done.stdout)
    # What the selection takes and the pass leaves alone, such as annotations, counts as taken.
    return {
        (os.path.relpath(site["file"], root), site["line"], site["column"])
        for site in document["sites"]
        if site["done"] == "rewritten" or "rule" not in site
    }


def timed(weft, root, extra):
    with tempfile.TemporaryDirectory(prefix="weft-pointcut-") as out:
        command = [weft, "wrap", "--with", "m:n", "-q", "-j1", "-o", out, *extra, root]
        best = 1e9
        for _ in range(7):
            begin = time.monotonic()
            subprocess.run(command, stderr=subprocess.DEVNULL, check=False)
            best = min(best, time.monotonic() - begin)
        return best


def standard_library(folder):
    import email

    root = os.path.join(folder, "email")
    shutil.copytree(os.path.dirname(email.__file__), root)
    return root


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--weft", default=os.environ.get("WEFT", "weft"))
    parser.add_argument("--tree", help="the folder `django`")
    parser.add_argument("--time", action="store_true")
    options = parser.parse_args()
    if sys.version_info >= (3, 12):
        print("skipped: symtable has no scope for each comprehension from Python 3.12 on")
        return 77
    with tempfile.TemporaryDirectory(prefix="weft-pointcut-") as folder:
        root = options.tree or (DJANGO if os.path.isdir(DJANGO) else None)
        call, within = "django.db.models.*", ["django.contrib.*"]
        if root is None:
            root = standard_library(folder)
            call, within = "email.*", ["email.mime.*", "email.message", "email.feedparser"]
        pointcut = "call(%s) && within(%s)" % (call, ", ".join(within))
        expected = expected_sites(root, call, within)
        selected = selected_sites(options.weft, root, pointcut)
        print("%s in %s: %d sites expected" % (pointcut, root, len(expected)))
        for what, sites in ("missing", expected - selected), ("too many", selected - expected):
            print("%s: %d" % (what, len(sites)))
            for site in sorted(sites)[:20]:
                print("  %s:%d:%d" % site)
        if options.time:
            plain, chosen = timed(options.weft, root, []), None
            chosen = timed(options.weft, root, ["--pointcut", pointcut])
            every = timed(options.weft, root, ["--pointcut", "call(*) || callee(*)"])
            print("time, best of 7: %.3f s without, %.3f s with (%.2fx); %.3f s with a pointcut "
                  "that is asked everywhere and selects all (%.2fx)"
                  % (plain, chosen, chosen / plain, every, every / plain))
        return 0 if expected and expected == selected else 1


if __name__ == "__main__":
    sys.exit(main())
