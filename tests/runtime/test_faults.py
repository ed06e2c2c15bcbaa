#!/usr/bin/env python3
"""What breaks with recompyle 0.1.0, and where it is tested that it does not here.

A test of fault N has N in its name: `test_07_async`, `test_33_34_layout`. The tests below
are those of the profiler, and of what the other files leave.
"""

import ast
import collections
import contextlib
import enum
import importlib.util
import logging
import os
import pickle
import re
import sys
import tempfile
import unittest
import warnings

import weft

HERE = os.path.dirname(os.path.abspath(__file__))

# The fault, and the files that have a test of it.
FAULTS = {
    1: ("super(), super(A, self) and __class__ in a method", "wrap_faults"),
    2: ("closures, nonlocal, recursive inner functions", "wrap_faults"),
    3: ("nested functions, methods of nested classes", "wrap_faults faults"),
    4: ("decorators of nested functions", "wrap_faults"),
    5: ("nested classes with super()", "wrap_faults"),
    6: ("private names", "wrap_faults"),
    7: ("async def", "wrap_faults"),
    8: ("a lambda as the target", "wrap_faults"),
    9: ("locals() with a name too many", "wrap_faults"),
    10: ("vars(), dir(), and locals by another name", "wrap_faults"),
    11: ("eval() and exec() of a local", "wrap_faults"),
    12: ("sys._getframe(), currentframe(), breakpoint()", "wrap_faults faults"),
    13: ("the line of a warning, also with stacklevel=2", "wrap_faults faults"),
    14: ("logging's funcName", "wrap_faults faults"),
    15: ("namedtuple and Enum, whose __module__ is pickled", "wrap_faults faults"),
    16: ("deep recursion", "profile_decorators faults"),
    17: ("keywords that the wrapper has parameters for", "wrap_faults faults"),
    18: ("defaults that are evaluated twice", "wrap_faults"),
    19: ("defaults that use names of a class body", "wrap_faults"),
    20: ("annotations that use names of a class body", "wrap_faults"),
    21: ("from __future__ import annotations", "wrap_faults"),
    22: ("property and cached_property above", "wrap_faults"),
    23: ("a getter and a setter; singledispatch", "wrap_faults"),
    24: ("reload; a factory that is called twice", "wrap_faults"),
    25: ("contextmanager above", "wrap_faults"),
    26: ("decorators above that are applied twice", "wrap_faults"),
    27: ("decorators that are attributes or calls", "wrap_faults"),
    28: ("a decorator below that returns a closure", "wrap_faults"),
    29: ("our decorator as an attribute, stored, or called", "wrap_faults"),
    30: ("staticmethod below; classes and modules as targets", "wrap_faults"),
    31: ("two of our decorators", "wrap_faults profile_decorators"),
    32: ("classmethod above, on Python 3.13", "wrap_faults"),
    33: ("multi-line strings in methods", "wrap_faults"),
    34: ("strings and comments at column 0", "wrap_faults"),
    35: ("comments that look like type comments", "wrap_faults"),
    36: ("parameters named like what is inserted", "wrap_faults"),
    37: ("a function whose __name__ was changed", "wrap_faults"),
    38: ("functions without a file", "wrap_faults"),
    39: ("filters, where a callee is any expression", "wrap_rules"),
    40: ("callables that cannot be hashed", "profile_decorators"),
    41: ("bound methods that are kept for ever", "profile_decorators"),
    42: ("recursion, in the profile", "profile_decorators"),
    43: ("threads, in the profile", "profile_decorators"),
    44: ("generator functions, in the profile", "profile_decorators"),
    45: ("line events and tracebacks", "wrap_faults profile_decorators"),
}

wrap = weft.wrap_calls(wrapper=lambda callee, /, *args, **kwargs: callee(*args, **kwargs))


class TestTable(unittest.TestCase):
    def test_each_fault_has_a_test_where_the_table_says(self):
        self.assertEqual(list(FAULTS), list(range(1, 46)))
        found = collections.defaultdict(set)
        for area in sorted({area for _, areas in FAULTS.values() for area in areas.split()}):
            with open(os.path.join(HERE, "test_%s.py" % area), encoding="utf-8") as file:
                tree = ast.parse(file.read())
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                    numbers = re.match(r"test((?:_\d\d)*)", node.name).group(1)
                    for number in numbers.split("_")[1:]:
                        found[int(number)].add(area)
        for number, (rule, areas) in FAULTS.items():
            self.assertEqual(found.pop(number, set()), set(areas.split()), (number, rule))
        self.assertEqual(found, {})


class TestFaults(unittest.TestCase):
    def load(self, text, **namespace):
        """Import `text` as a module, from a file of its own."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = os.path.join(folder.name, "faulty.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        spec = importlib.util.spec_from_file_location("faulty", path)
        module = importlib.util.module_from_spec(spec)
        module.__dict__.update(wrap=wrap, profile=weft.profile, **namespace)
        sys.modules["faulty"] = module
        self.addCleanup(sys.modules.pop, "faulty", None)
        spec.loader.exec_module(module)
        return module

    def test_03_methods_of_nested_classes(self):
        for decorate in (wrap, weft.profile):

            @decorate
            def f():
                x = -1

                class C:
                    class D:
                        def m(self):
                            return abs(x), self.__class__.__qualname__

                return C.D().m()

            self.assertEqual(f(), (1, f.__qualname__ + ".<locals>.C.D"))

    def test_12_breakpoint(self):
        seen = []

        def hook(*args, **kwargs):
            seen.append(sys._getframe(1).f_code.co_name)

        for decorate in (wrap, weft.profile):

            @decorate
            def f():
                breakpoint()

            old, sys.breakpointhook = sys.breakpointhook, hook
            try:
                f()
            finally:
                sys.breakpointhook = old
        self.assertEqual(seen, ["f", "f"])

    def test_12_a_callee_that_looks_at_its_caller(self):
        def look():
            return sys._getframe(1).f_code.co_name

        @weft.profile
        def f():
            return look()

        self.assertEqual(f(), "f")
        # A wrapper in Python has a frame; there is no way around.
        self.assertEqual(wrap(lambda: look())(), "<lambda>")

    def test_13_stacklevel(self):
        def warn():
            warnings.warn("x", stacklevel=2)

        @weft.profile
        def f():
            warn()

        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            f()
        self.assertEqual(
            (caught[0].filename, caught[0].lineno), (__file__, f.__code__.co_firstlineno + 2)
        )

    def test_14_loggers(self):
        log = logging.getLogger("faulty")

        @weft.profile
        def f():
            log.warning("x")

        with self.assertLogs("faulty") as logs:
            f()
        self.assertEqual(logs.records[0].funcName, "f")

    def test_15_under_the_profiler(self):
        module = self.load(
            "import collections, enum\n"
            "@profile\n"
            "def f():\n"
            "    return collections.namedtuple('N', 'a b'), enum.Enum('E', 'A B')\n"
            "N, E = f()\n"
        )
        self.assertEqual(pickle.loads(pickle.dumps(module.N(1, 2))), (1, 2))
        self.assertIs(pickle.loads(pickle.dumps(module.E.A)), module.E.A)
        self.assertIsInstance(module.E.B, enum.Enum)

    def test_16_under_a_wrapper(self):
        deepest = 0

        def dive(n):
            nonlocal deepest
            deepest = n
            dive(n + 1)

        def depth_of(func):
            nonlocal dive
            dive = func
            with contextlib.suppress(RecursionError):
                func(0)
            return deepest

        plain = dive
        depth = depth_of(plain)
        # A call takes one frame more, and no C stack.
        self.assertGreater(depth_of(wrap(plain)), depth * 0.45)

    def test_17_the_names_of_later_versions(self):
        def target(**kwargs):
            return kwargs

        for decorate in (wrap, weft.profile):

            @decorate
            def f():
                return target(__call=1, __extras=2, wrapper=3, callee=4, self=5)

            self.assertEqual(list(f().values()), [1, 2, 3, 4, 5])


if __name__ == "__main__":
    unittest.main()
