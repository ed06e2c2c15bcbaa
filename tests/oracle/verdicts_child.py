"""Runs under the CPython that judges: collects programs from its tests, and judges programs."""

import ast
import builtins
import doctest
import importlib
import io
import json
import os
import sys
import unittest
import warnings

LONGEST = 20_000


class Collector:
    """Takes note of every program that something compiles."""

    def __init__(self):
        self.sources = {}
        self.compile = builtins.compile
        self.exec = builtins.exec
        self.eval = builtins.eval

    def note(self, source):
        if isinstance(source, str):
            try:
                source = source.encode()
            except UnicodeEncodeError:
                return
        if isinstance(source, (bytes, bytearray)) and len(source) < LONGEST:
            self.sources.setdefault(bytes(source), None)

    def install(self):
        def hooked_compile(source, *args, **kwargs):
            self.note(source)
            return self.compile(source, *args, **kwargs)

        def hooked_exec(source, *args, **kwargs):
            self.note(source)
            if not args and not kwargs:
                frame = sys._getframe(1)
                args = (frame.f_globals, frame.f_locals)
            return self.exec(source, *args, **kwargs)

        def hooked_eval(source, *args, **kwargs):
            self.note(source)
            if not args and not kwargs:
                frame = sys._getframe(1)
                args = (frame.f_globals, frame.f_locals)
            return self.eval(source, *args, **kwargs)

        builtins.compile = hooked_compile
        builtins.exec = hooked_exec
        builtins.eval = hooked_eval


def collect(modules):
    collector = Collector()
    collector.install()
    for name in modules:
        try:
            module = importlib.import_module("test." + name)
            path = module.__file__
            with open(path, "rb") as file:
                collector.note(file.read())
            suite = unittest.defaultTestLoader.loadTestsFromModule(module)
            try:
                suite.addTests(doctest.DocTestSuite(module))
            except ValueError:
                pass
        except (ImportError, unittest.SkipTest) as error:
            print(f"{name}: {error}", file=sys.stderr)
            continue
        with open(os.devnull, "w", encoding="utf-8") as nowhere:
            saved = sys.stdout, sys.stderr
            sys.stdout = sys.stderr = nowhere
            try:
                unittest.TextTestRunner(stream=io.StringIO(), verbosity=0).run(suite)
            finally:
                sys.stdout, sys.stderr = saved
    builtins.compile = collector.compile
    builtins.exec = collector.exec
    builtins.eval = collector.eval
    return list(collector.sources)


def verdict(source):
    """Return None for a valid program, else stage, exception, message, line and column."""
    for stage in ("parser", "compiler"):
        try:
            if stage == "parser":
                ast.parse(source)
            else:
                compile(source, "<program>", "exec", dont_inherit=True)
        except SyntaxError as error:
            return [stage, type(error).__name__, error.msg, error.lineno, error.offset]
        except (ValueError, MemoryError, RecursionError, OverflowError) as error:
            return [stage, type(error).__name__, str(error), None, None]
    return None


def main():
    warnings.simplefilter("ignore")
    job = json.load(sys.stdin)
    if "modules" in job:
        sources = collect(job["modules"])
        json.dump([source.decode("latin-1") for source in sources], sys.stdout)
    else:
        json.dump([verdict(source.encode("latin-1")) for source in job["programs"]], sys.stdout)


if __name__ == "__main__":
    main()
