"""The part of bench_runtime.py that imports packages through the hook; prints JSON.

    bench_imports_child.py REPEAT

Copies of packages of the standard library, imported by CPython and through the hook in turn,
in one process. Warm: from `.pyc` files. Cold: what compiling the sources takes, and which part
of that is CPython's own parsing and compiling.
"""

import builtins
import gc
import importlib
import json
import os
import pkgutil
import shutil
import sys
import tempfile
from time import thread_time

import weft
from weft import compiler, pipeline

PACKAGES = ("asyncio", "concurrent", "email", "html", "http", "json", "unittest", "xml")
# Those that only some systems have, or that run when they are imported.
LEFT_OUT = ("__main__", "expat", "windows", "dbapi")
HOOKS = "def call(callee, *args, **kwargs):\n    return callee(*args, **kwargs)\n"
WAYS = {
    "plain": None,
    # What it looks for is nowhere: so this is the hook by itself.
    "hook": {"passes": "define[set=NOWHERE_DEFINED=1]"},
    "wrap": {"passes": "wrap-calls", "wrapper": "bench_hooks:call"},
    "profile": {"passes": "profile-calls", "in": ["*"]},
}


class Packages:
    """The copies, and the names of the modules in them."""

    def __init__(self, folder):
        library = os.path.dirname(os.__file__)
        skip = shutil.ignore_patterns("__pycache__", "test", "tests")
        for package in PACKAGES:
            shutil.copytree(os.path.join(library, package), os.path.join(folder, package), ignore=skip)
        with open(os.path.join(folder, "bench_hooks.py"), "w", encoding="utf-8") as file:
            file.write(HOOKS)
        sys.path.insert(0, folder)
        self.folder = folder
        self.forget()
        self.names = list(PACKAGES)
        for package in PACKAGES:
            found = pkgutil.walk_packages([os.path.join(folder, package)], package + ".")
            self.names += [each.name for each in found]
        self.names = [name for name in self.names if not any(part in name for part in LEFT_OUT)]

    def forget(self):
        for name in list(sys.modules):
            if name.partition(".")[0] in PACKAGES:
                del sys.modules[name]

    def import_all(self):
        """Return the seconds that it takes."""
        self.forget()
        gc.collect()
        start = thread_time()
        for name in self.names:
            importlib.import_module(name)
        return thread_time() - start

    def sources(self):
        for name in self.names:
            path = sys.modules[name].__file__
            with open(path, "rb") as file:
                yield name, path, file.read()


def import_by(packages, options):
    if options is None:
        return packages.import_all()
    options = dict(options)
    with weft.install(options.pop("passes"), packages=PACKAGES, **options):
        return packages.import_all()


class Timed:
    """A callable, and the seconds that its calls took."""

    def __init__(self, callee):
        self.callee = callee
        self.seconds = 0.0

    def __call__(self, *args, **kwargs):
        start = thread_time()
        try:
            return self.callee(*args, **kwargs)
        finally:
            self.seconds += thread_time() - start


class TimedAst:
    """The module `ast`, with a `parse` that is timed."""

    def __init__(self, ast):
        self._ast = ast
        self.parse = Timed(ast.parse)

    def __getattr__(self, name):
        return getattr(self._ast, name)


def cold(packages, options):
    """Return seconds: of all that compiles the sources, and of CPython's part of that."""
    options = dict(options)
    made = pipeline.Pipeline(options.pop("passes"), **options)
    saved = pipeline.ast
    pipeline.ast = TimedAst(saved)
    pipeline.compile = Timed(builtins.compile)
    total = Timed(made.compile)
    try:
        for name, path, source in packages.sources():
            total(source, path, name)
        return total.seconds, pipeline.ast.parse.seconds + pipeline.compile.seconds
    finally:
        pipeline.ast = saved
        del pipeline.compile


def cold_plain(packages):
    timed = Timed(compile)
    for _, path, source in packages.sources():
        timed(source, path, "exec", 0, True)
    return timed.seconds


def least(repeat, measure, *args):
    return min(measure(*args) for _ in range(repeat))


def main():
    repeat = int(sys.argv[1])
    sys.dont_write_bytecode = False
    folder = tempfile.mkdtemp(prefix="weft-bench-")
    try:
        packages = Packages(folder)
        for options in WAYS.values():
            import_by(packages, options)
        warm = {}
        for _ in range(repeat):
            for way, options in WAYS.items():
                seconds = import_by(packages, options)
                warm[way] = min(seconds, warm.get(way, seconds))
        found = {"modules": len(packages.names), "warm": warm, "cold": {}}
        found["cold_plain"] = least(2, cold_plain, packages)
        for way in ("wrap", "profile"):
            found["cold"][way] = least(2, cold, packages, WAYS[way])
        print(json.dumps(found))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    assert compiler.__version__ != "without its compiler"
    main()
