#!/usr/bin/env python3
"""Decorated functions are timed, and do what they did."""

import asyncio
import contextlib
import gc
import inspect
import linecache
import logging
import sys
import threading
import time
import traceback
import unittest
import warnings
import weakref

import weft
from line_events import lines_of
from weft import profiling


SEEN = []


def look():
    SEEN.append(sys._getframe(1).f_code.co_name)


class Runs:
    """A callback that keeps what it is told."""

    def __init__(self):
        self.below = []
        self.above = []

    def tell_below(self, total, limit, times, func):
        self.below.append((total, limit, times, func))

    def tell_above(self, total, limit, times, func):
        self.above.append((total, limit, times, func))

    def decorator(self, limit=10):
        return weft.shallow_call_profiler(
            time_limit=limit, below_callback=self.tell_below, above_callback=self.tell_above
        )

    def counts(self):
        return [{name: len(found) for name, found in run[2].items()} for run in self.below]


class ProfileTest(unittest.TestCase):
    def setUp(self):
        self.runs = Runs()
        self.profile = self.runs.decorator()


class TestRuns(ProfileTest):
    def test_callbacks(self):
        @self.profile
        def f(x):
            return [int(x), len(str(x)), int(x)]

        self.assertEqual(f("12"), [12, 2, 12])
        ((total, limit, times, func),) = self.runs.below
        self.assertIs(func, f)
        self.assertEqual(limit, 10)
        self.assertEqual(self.runs.counts(), [{"int": 2, "str": 1, "len": 1}])
        self.assertLessEqual(sum(map(sum, times.values())), total)
        always = Runs()

        @always.decorator(limit=0)
        def g():
            return abs(-1)

        g()
        self.assertEqual((len(always.below), len(always.above)), (0, 1))

    def test_a_function_begins_where_its_text_has_no_place(self):
        @self.profile
        def loop(n):
            while abs(n):
                n -= 1
            return n

        @self.profile
        def defines():
            class C(
                list,
            ):
                kept = len("four")

            return C.kept

        @(
            self.profile
        )
        def inner_only():
            def inner():
                pass

        @self.profile
        def nothing(x=None):
            while x:
                x = None

        self.assertEqual((loop(2), defines(), inner_only(), nothing(1)), (0, 4, None, None))
        self.assertEqual(self.runs.counts(), [{"abs": 3}, {"len": 1}, {}, {}])

    def test_what_follows_a_begin_in_a_try_is_timed(self):
        @self.profile
        def f():
            try:
                int("x")
            except Exception:
                return len("four")
            finally:
                str(1)

        self.assertEqual(f(), 4)
        self.assertEqual(self.runs.counts(), [{"int": 1, "len": 1, "str": 1}])

    def test_none_is_not_called(self):
        @weft.shallow_call_profiler(time_limit=10, below_callback=None)
        def f():
            return abs(-1)

        with self.assertNoLogs() if hasattr(self, "assertNoLogs") else self.subTest():
            self.assertEqual(f(), 1)

    def test_logs(self):
        @weft.shallow_call_profiler(time_limit=10)
        def f():
            return abs(-1)

        @weft.profile(limit=0)
        def g():
            return abs(-1)

        with self.assertLogs(level=logging.INFO) as logs:
            f()
            g()
        first, second = logs.records
        self.assertEqual(first.name, "recompyle.applied.shallow_profiler")
        self.assertRegex(first.getMessage(), r"f finished in \S+s, below limit of 10s$")
        self.assertEqual(second.name, "weft.profile")
        self.assertRegex(second.getMessage(), r"above limit of 0s\n\('abs: \S+s',\)$")

    def test_raising_calls_count(self):
        def boom():
            raise KeyError("x")

        @self.profile
        def f():
            try:
                boom()
            except KeyError:
                pass
            boom()

        with self.assertRaises(KeyError):
            f()
        self.assertEqual(self.runs.counts(), [{"boom": 2}])

    def test_callback_raises(self):
        def callback(*args):
            raise KeyError("mine")

        @weft.shallow_call_profiler(time_limit=10, below_callback=callback)
        def f():
            return abs(-1)

        with self.assertLogs("weft.profile") as logs:
            self.assertEqual((f(), f()), (1, 1))
        self.assertEqual(len(logs.records), 1)

    def test_16_recursion_depth(self):
        def depth_of(func):
            try:
                return func(0)
            except RecursionError:
                return -1

        def plain(n):
            try:
                return plain(n + 1)
            except RecursionError:
                return n

        @self.profile
        def profiled(n):
            try:
                return profiled(n + 1)
            except RecursionError:
                return n

        self.assertGreater(depth_of(profiled), depth_of(plain) * 0.9)

    def test_40_unhashable(self):
        class C:
            __hash__ = None

            def __call__(self):
                return 1

        c = C()

        @self.profile
        def f():
            return c()

        self.assertEqual(f(), 1)

    def test_41_nothing_is_kept(self):
        class Item:
            def method(self):
                return 1

        @self.profile
        def f(item):
            return item.method()

        references = []
        for _ in range(50):
            item = Item()
            references.append(weakref.ref(item))
            f(item)
        del item
        gc.collect()
        self.assertEqual([found for found in references if found() is not None], [])

    def test_42_recursion(self):
        @self.profile
        def f(n):
            int(n)
            return n if n == 0 else f(n - 1)

        f(2)
        names = [sorted(found) for found in self.runs.counts()]
        self.assertEqual(len(names), 3)
        self.assertEqual(sorted(map(len, names)), [1, 2, 2])
        self.assertEqual([found["int"] for found in self.runs.counts()], [1, 1, 1])

    def test_a_definition_that_runs_again_shares_its_profile(self):
        def make(number, limit=10):
            @self.runs.decorator(limit)
            def inner(text):
                return int(text) + number

            return inner

        before = len(profiling.functions())
        made = [make(number) for number in range(3)]
        self.assertEqual([inner("4") for inner in made], [4, 5, 6])
        self.assertEqual(self.runs.counts(), [{"int": 1}] * 3)
        self.assertEqual(len(profiling.functions()), before + 1)
        self.assertEqual(profiling.functions()[-1].stats()[0][0], 3)
        self.assertEqual({inner.__code__ for inner in made}, {made[0].__code__})
        make(0, limit=0)("1")
        made[0]("1")
        self.assertEqual((len(self.runs.below), len(self.runs.above)), (4, 1))

    def test_43_threads(self):
        @self.profile
        def f():
            for _ in range(5):
                time.sleep(0.002)

        threads = [threading.Thread(target=f) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(self.runs.counts(), [{"range": 1, "sleep": 5}] * 4)

    def test_44_generators_and_coroutines(self):
        @self.profile
        def g():
            yield int("1")
            yield int("2")

        self.assertTrue(inspect.isgeneratorfunction(g))
        made = g()
        self.assertEqual(self.runs.below, [])
        self.assertEqual(list(made), [1, 2])
        del made
        self.assertEqual(self.runs.counts(), [{"int": 2}])

        @self.profile
        async def c():
            await asyncio.sleep(0.02)
            return int("3")

        self.assertTrue(inspect.iscoroutinefunction(c))
        self.assertEqual(asyncio.run(c()), 3)
        times = self.runs.below[-1][2]
        self.assertGreaterEqual(times["sleep"][0], 0.015)


class TestTransparency(ProfileTest):
    def test_frames(self):
        SEEN.clear()

        @self.profile
        def f(a):
            here = sorted(locals())
            look()
            g = locals
            return here, sorted(g()), eval("a + 1"), sorted(vars())

        here, later, value, last = f(1)
        self.assertEqual((here, value, SEEN), (["a"], 2, ["f"]))
        self.assertEqual(later, ["a", "g", "here"])
        self.assertEqual(last, ["a", "g", "here"])

    def test_scopes(self):
        test = self
        count = 0

        class A:
            def f(self):
                return "A"

        class B(A):
            @self.profile
            def f(self, *, x=3):
                nonlocal count
                count += len("ab")
                test.assertIs(__class__, B)
                return super().f() + str(x) + self.__p()

            def __p(self):
                return "p"

            @property
            @self.profile
            def q(self):
                return abs(-1)

        self.assertEqual((B().f(), count, B().q), ("A3p", 2, 1))
        self.assertEqual(str(inspect.signature(B.f)), "(self, *, x=3)")

    def test_tracebacks(self):
        def boom(x):
            raise KeyError(x)

        def f(x):
            return str(x) + (
                boom(x)
            )

        def frames(func):
            try:
                func(1)
            except KeyError as error:
                found = traceback.extract_tb(error.__traceback__)[1:]
                return [(e.name, e.lineno, getattr(e, "colno", 0)) for e in found]

        self.assertEqual(frames(self.profile(f)), frames(f))

    def test_45_line_events(self):
        def documented(x):
            """Is not executed."""
            # Nor is this.
            return (
                max(x,
                    1))

        def documented_only(x):
            """Is not executed."""

        def tries(x):
            try:
                return [
                    str(y)
                    for y in (x,)]
            finally:
                x = None

        def defines(x):
            @abs
            @(lambda f: -1)
            def f(): pass
            return f

        def loops(x):
            # Is not executed.
            while (
                x.bit_length()
                > 2
            ):
                x -= 1
            with contextlib.suppress(
                ValueError
            ):
                int("x")

        def assigns(x):
            x = (
                x.real
                .numerator
                + abs(
                    x)
            )
            return x

        def yields(x):
            """Is not executed."""

            yield (
                str(x)
            )

        for func in (documented, documented_only, tries, defines, loops, assigns, yields):
            with self.subTest(func.__name__):
                self.assertEqual(lines_of(weft.profile(func), 5), lines_of(func, 5))

    def test_lambdas_of_classes_stay(self):
        @weft.profile
        class C:
            made = lambda self: repr(1)

            def m(self):
                return str(self.made())

        self.assertEqual(C().m(), "1")

    def test_under_another_name(self):
        @weft.profile
        @contextlib.contextmanager
        def f():
            yield str(1)

        with f() as value:
            self.assertEqual(value, "1")

    def test_functions_that_are_gone_are_not_kept(self):
        def make(number):
            kept = [number]

            @weft.profile(limit=10)
            def f():
                return abs(kept[0])

            self.assertEqual(f(), number)
            return weakref.ref(f)

        before = len(profiling.functions())
        refs = [make(number) for number in range(20)]
        gc.collect()
        self.assertEqual([ref() for ref in refs if ref() is not None], [])
        # What they did is summed up under one of them.
        (function,) = profiling.functions()[before:]
        self.assertEqual(function.stats()[0][0], 20)

    def test_classes(self):
        @self.profile
        class C:
            def f(self):
                return abs(-1)

            @staticmethod
            def s():
                return abs(-2)

        self.assertEqual((C().f(), C.s()), (1, 2))
        self.assertEqual(self.runs.counts(), [{"abs": 1}, {"abs": 1}])

    def test_31_with_a_wrapper(self):
        calls = []

        def tell(callee, *args, **kwargs):
            calls.append(callee.__name__)
            return callee(*args, **kwargs)

        wrap = weft.wrap_calls(wrapper=tell)

        def f(x):
            return len(str(abs(x)))

        for new in (wrap(self.profile(f)), self.profile(wrap(f))):
            self.assertEqual(new(-12), 2)
        self.assertEqual(calls, ["abs", "str", "len"] * 2)
        self.assertEqual(self.runs.counts(), [{"abs": 1, "str": 1, "len": 1}] * 2)
        with self.assertRaisesRegex(weft.RewriteError, "is profiled already"):
            self.profile(self.profile(f))


class TestBadArguments(unittest.TestCase):
    def test_limits(self):
        for limit, error in (
            ("0.3", TypeError),
            (None, TypeError),
            (True, TypeError),
            (-1, ValueError),
            (float("nan"), ValueError),
        ):
            with self.assertRaisesRegex(error, "time_limit: a limit is"):
                weft.shallow_call_profiler(time_limit=limit)
        with self.assertRaises(TypeError):
            weft.shallow_call_profiler()
        with self.assertRaisesRegex(ValueError, "a callback needs a limit"):
            weft.profile(above=print)

    def test_callbacks(self):
        with self.assertRaisesRegex(ValueError, "at least one"):
            weft.shallow_call_profiler(time_limit=1, below_callback=None, above_callback=None)
        with self.assertRaisesRegex(TypeError, "above_callback must be callable or None, not int"):
            weft.shallow_call_profiler(time_limit=1, above_callback=3)

    def test_targets(self):
        with self.assertRaisesRegex(TypeError, "can be rewritten, not"):
            weft.profile(limit=1)(abs)
        with self.assertRaisesRegex(TypeError, "a lambda cannot be profiled"):
            weft.profile(lambda x: abs(x))
        with self.assertRaises(weft.SourceError):
            namespace = {}
            exec("def f(): return abs(-1)", namespace)
            weft.profile(namespace["f"])

    def test_the_compiler_warns_once(self):
        text = 'R = "\\d"\ndef f(x):\n    return abs(x) is 1\n'
        linecache.cache["<warned>"] = (len(text), None, text.splitlines(True), "<warned>")
        namespace = {"__name__": "warned"}
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            exec(compile(text, "<warned>", "exec"), namespace)
            self.assertEqual(len(told), 2)
            weft.profile(namespace["f"])
            self.assertEqual(len(told), 2)
            warnings.simplefilter("error")
            filters = warnings.filters[:]
            self.assertFalse(weft.profile(namespace["f"])(-2))
            self.assertEqual(warnings.filters, filters)


if __name__ == "__main__":
    unittest.main()
