#!/usr/bin/env python3
"""What the profiler counts, and when, natively and in pure Python."""

import asyncio
import builtins
import gc
import logging
import os
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import weakref

import profiled
from weft import profiling

SOURCE = '''
import time, threading, asyncio

def leaf(x=0):
    return x

def nap(seconds):
    time.sleep(seconds)

def boom(x):
    raise ValueError(x)

def calls(n):
    leaf()
    for i in range(n):
        leaf(i)
    return leaf(leaf(1))

def recursive(depth):
    leaf()
    if depth:
        recursive(depth - 1)
    leaf(1)

def raising():
    try:
        boom(1)
    except ValueError:
        leaf()
    boom(2)

def raising_inside():
    return sorted([3, 1, 2], key=lambda v: caught(v))

def caught(v):
    try:
        return boom(v)
    except ValueError:
        return leaf(v)

def inner_raises():
    def inner(v):
        try:
            return boom(leaf(v))
        except ValueError:
            return leaf(v)
    return [inner(v) for v in (1, 2)]

def generator(n):
    leaf()
    for i in range(n):
        yield leaf(i)

async def coroutine(seconds):
    leaf()
    await asyncio.sleep(seconds)
    return leaf(2)

def escapes():
    return lambda: leaf(3)

def keeps(thing):
    return leaf(thing)

def in_threads(n):
    work = lambda: [leaf(i) for i in range(n)]
    threads = [threading.Thread(target=work) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

def deepest(depth):
    try:
        return deepest(depth + 1)
    except RecursionError:
        return depth
'''


class Checks:
    implementation = ""

    def setUp(self):
        self.module = profiled.load(SOURCE, self.implementation)

    def counts(self, name):
        return profiled.counts(self.module.profiles[name])

    def runs(self, name):
        return self.module.profiles[name].stats()[0][0]

    def test_counts(self):
        self.assertEqual(self.module.calls(5), 1)
        self.assertEqual(self.counts("calls"), {"leaf": 8, "range": 1})
        self.assertEqual(self.runs("calls"), 1)

    def test_sums(self):
        self.module.nap(0.01)
        runs, sites = self.module.profiles["nap"].stats()
        count, total, shortest, longest = sites[0]
        self.assertEqual(count, 1)
        self.assertEqual(total, shortest)
        self.assertEqual(total, longest)
        self.assertTrue(0.01 <= total < 0.5, total)
        self.assertTrue(total <= runs[1] < total + 0.1)

    def test_recursion(self):
        self.module.recursive(30)
        self.assertEqual(self.counts("recursive"), {"leaf": 62, "recursive": 30})
        self.assertEqual(self.runs("recursive"), 31)

    def test_threads(self):
        threads = [threading.Thread(target=self.module.calls, args=(500,)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(self.counts("calls"), {"leaf": 8 * 503, "range": 8})
        self.assertEqual(self.runs("calls"), 8)

    def test_raising_calls(self):
        with self.assertRaises(ValueError):
            self.module.raising()
        gc.collect()
        self.assertEqual(self.counts("raising"), {"boom": 2, "leaf": 1})
        self.assertEqual(self.runs("raising"), 1)

    def test_raising_calls_in_nested_code(self):
        self.assertEqual(self.module.raising_inside(), [1, 2, 3])
        self.assertEqual(self.counts("raising_inside"), {"sorted": 1, "caught": 3})
        self.assertEqual(self.counts("caught"), {"boom": 3, "leaf": 3})
        self.assertEqual(self.module.inner_raises(), [1, 2])
        self.assertEqual(self.counts("inner_raises"), {"inner": 2})
        self.assertEqual(
            self.counts("inner_raises.<locals>.inner"), {"boom": 2, "leaf": 4}
        )

    def test_generators(self):
        generators = [self.module.generator(3) for _ in range(10)]
        for _ in range(3):
            for generator in generators:
                next(generator)
        del generators, generator
        self.assertEqual(self.counts("generator"), {"leaf": 40, "range": 10})
        self.assertEqual(self.runs("generator"), 10)

    def test_coroutines(self):
        async def main():
            return await asyncio.gather(*(self.module.coroutine(0.001) for _ in range(50)))

        self.assertEqual(asyncio.run(main()), [2] * 50)
        self.assertEqual(self.counts("coroutine"), {"leaf": 100, "asyncio.sleep": 50})
        _, sites = self.module.profiles["coroutine"].stats()
        sleep = [sums for site, sums in zip(self.module.profiles["coroutine"].sites, sites)][1]
        self.assertGreaterEqual(sleep[2], 0.001)  # As a whole, not the making of a coroutine.

    def test_code_that_outlives_its_run(self):
        later = self.module.escapes()
        self.module.escapes()
        self.assertEqual(later(), 3)
        self.assertEqual(self.counts("escapes"), {})
        self.assertEqual(self.runs("escapes"), 2)

    def test_keeps_nothing_alive(self):
        class Thing:
            pass

        thing = Thing()
        ref = weakref.ref(thing)
        self.module.keeps(thing)
        del thing
        self.assertIsNone(ref())

    def test_clear(self):
        self.module.calls(1)
        self.module.profiles["calls"].clear()
        self.assertEqual(self.counts("calls"), {})
        self.assertEqual(self.runs("calls"), 0)

    def attach(self, name, limit, below=None, above=None):
        self.assertTrue(profiling.attach(getattr(self.module, name), limit, below, above))

    def test_callbacks(self):
        told = []
        below = lambda *args: told.append(("below", *args))  # noqa: E731
        above = lambda *args: told.append(("above", *args))  # noqa: E731
        self.attach("calls", 10, below, above)
        self.module.calls(2)
        self.attach("calls", 0, below, above)
        self.module.calls(0)
        (which, total, limit, times, func), second = told
        self.assertEqual((which, limit, second[0]), ("below", 10.0, "above"))
        self.assertIs(func, self.module.calls)
        self.assertEqual(list(times), ["leaf", "range"])
        self.assertEqual([len(each) for each in times.values()], [5, 1])
        self.assertTrue(sum(map(sum, times.values())) <= total)
        self.assertEqual(list(second[3]), ["leaf", "range"])

    def test_order_of_completion(self):
        told = []
        self.attach("raising_inside", 0, None, lambda *args: told.append(list(args[2])))
        self.module.raising_inside()
        self.assertEqual(told, [["caught", "sorted"]])

    def test_a_run_that_raises_is_told(self):
        told = []
        self.attach("raising", 0, None, lambda *args: told.append(args[2]))
        try:
            self.module.raising()
        except ValueError:
            pass
        gc.collect()
        self.assertEqual([{name: len(t) for name, t in times.items()} for times in told],
                         [{"boom": 2, "leaf": 1}])

    def test_no_callback(self):
        self.attach("calls", 0, lambda *args: self.fail("below"), None)
        self.module.calls(0)

    def test_a_callback_that_raises_is_logged_once(self):
        def above(*args):
            raise KeyError("callback")

        self.attach("calls", 0, None, above)
        with self.assertLogs("weft.profile", logging.ERROR) as logs:
            self.assertEqual(self.module.calls(0), 1)
            self.assertEqual(self.module.calls(0), 1)
        self.assertEqual(len(logs.records), 1)

    def test_a_callback_leaves_the_exception_alone(self):
        self.attach("raising", 0, None, lambda *args: None)
        with self.assertRaises(ValueError) as caught:
            self.module.raising()
        self.assertEqual(caught.exception.args, (2,))

    def test_limits(self):
        for limit in (-1, float("nan"), -float("inf")):
            with self.assertRaises(ValueError):
                profiling.attach(self.module.calls, limit)
        for limit in ("1", None, True, [1]):
            with self.assertRaises(TypeError):
                profiling.attach(self.module.calls, limit)
        self.assertFalse(profiling.attach(len, 1))

    def test_a_class_body_may_write_to_its_locals(self):
        run = profiled.function(self.implementation, "1 f\n1 0 locals").enter()
        start, end = run.stamps

        class C:
            end(start(0, locals, 0)())["added"] = 1

        self.assertEqual(C.added, 1)

    def test_an_infinite_limit(self):
        told = []
        self.attach("calls", float("inf"), lambda *args: told.append(args[1]))
        self.module.calls(0)
        self.assertEqual(told, [float("inf")])
        self.assertEqual(self.module.profiles["calls"].limit, float("inf"))

    def test_an_interrupt_in_a_callback_comes_again(self):
        def above(*args):
            raise KeyboardInterrupt

        self.attach("calls", 0, None, above)
        with self.assertRaises(KeyboardInterrupt):
            self.module.calls(0)
            for _ in range(1000):
                time.sleep(0.005)

    def test_where_recursion_ends_nothing_is_said(self):
        def above(*args):
            told.append(len(args))

        said, told = [], []
        saved, sys.unraisablehook = sys.unraisablehook, said.append
        try:
            self.assertGreater(self.module.deepest(0), 50)
            self.attach("deepest", 0, None, above)
            self.assertGreater(self.module.deepest(0), 50)
        finally:
            sys.unraisablehook = saved
        self.assertEqual(said, [])
        self.assertGreater(len(told), 50)
        self.module.deepest(0)

    def test_nested_code_in_other_threads(self):
        self.attach("in_threads", 10, lambda *args: None)
        saved = sys.getswitchinterval()
        sys.setswitchinterval(1e-6)
        try:
            self.module.in_threads(2000)
        finally:
            sys.setswitchinterval(saved)
        self.assertEqual(self.counts("in_threads")["leaf"], 8000)

    def test_events_are_bounded(self):
        told = []
        self.attach("calls", 0, None, lambda *args: told.append(args[2]))
        self.module.calls(70_000)
        self.assertEqual(self.counts("calls"), {"leaf": 70_003, "range": 1})
        self.assertTrue(60_000 < len(told[0]["leaf"]) <= 65_540)

    def test_what_has_ended_counts_while_the_run_goes_on(self):
        function = profiled.function(self.implementation, "1 f\n1 0 a\n2 0 b")
        run = function.enter()
        start, end = run.stamps
        for _ in range(1500):
            self.assertEqual(end(start(0, "x")), "x")
        start(1, None)
        self.assertEqual([sums[0] for sums in function.stats()[1]], [1500, 0])
        function.clear()
        start(1, None)  # The first one has raised.
        run.close()
        self.assertEqual([sums[0] for sums in function.stats()[1]], [0, 2])
        self.assertEqual(function.stats()[0][0], 1)

    def test_the_same_of_a_run_that_is_told(self):
        self.attach("generator", 10, lambda *args: None)
        made = self.module.generator(3)
        next(made)
        self.assertEqual(self.counts("generator"), {"leaf": 2, "range": 1})
        self.module.profiles["generator"].clear()
        next(made)
        self.assertEqual(self.counts("generator"), {"leaf": 1})
        made.close()
        self.assertEqual(self.runs("generator"), 1)

    def test_nothing_counts_after_the_run(self):
        function = profiled.function(self.implementation, "1 f\n1 0 a")
        run = function.enter()
        start, end = run.stamps
        run.close()
        for _ in range(1500):
            self.assertEqual(end(start(0, "x")), "x")
        del run, start, end
        start, end = function.enter().stamps
        self.assertEqual(function.stats()[1][0][0], 0)

    def test_builtins_that_are_replaced_by_profiled_functions(self):
        names = ["getattr", "id", "int", "isinstance", "len", "map", "max", "range", "sum", "zip"]
        source = "def make(builtin):\n    def other(*args):\n        return builtin(*args)\n"
        source += "    return other\ndef f(x):\n    return abs(len(x)) + sum(abs(i) for i in x)\n"
        module = profiled.load(source, self.implementation, "--in", "*")
        self.addCleanup(vars(builtins).update, {name: vars(builtins)[name] for name in names})
        vars(builtins).update({name: module.make(vars(builtins)[name]) for name in names})
        value = module.f([1, 2])
        self.doCleanups()
        self.assertEqual(value, 5)
        self.assertEqual(module.profiles["f"].stats()[0][0], 1)
        # What the profiler itself calls is not among them.
        self.assertLess(module.profiles["make.<locals>.other"].stats()[0][0], 4)

    def test_running_clock(self):
        module = profiled.load(SOURCE, self.implementation, "--in", "*", "--clock", "running")
        for _ in module.generator(2):
            time.sleep(0.02)
        runs, _ = module.profiles["generator"].stats()
        self.assertLess(runs[1], 0.02)
        asyncio.run(module.coroutine(0.05))
        runs, _ = module.profiles["coroutine"].stats()
        self.assertLess(runs[1], 0.05)

    def test_default_log(self):
        module = profiled.load(SOURCE, self.implementation, "--in", "calls", "--limit", "0")
        with self.assertLogs("weft.profile", logging.INFO) as logs:
            module.calls(0)
        text = logs.records[0].getMessage()
        self.assertRegex(
            text,
            r"\Acalls finished in [\d.e-]+s, above limit of 0s\n"
            r"\('(leaf|range): [\d.e-]+s',\s'(leaf|range): [\d.e-]+s'\)\Z",
        )


class TestNative(Checks, unittest.TestCase):
    implementation = "native"

    def test_nobody_else_makes_its_objects(self):
        function = profiled.function(self.implementation, "1 f\n1 0 a")
        run = function.enter()
        for each in (function, run, run.stamps[0].__self__):
            with self.assertRaises(TypeError):
                type(each)()
            with self.assertRaises(TypeError):
                object.__new__(type(each))


class TestFallback(Checks, unittest.TestCase):
    implementation = "fallback"


class TestNames(unittest.TestCase):
    def test_names_are_those_of_the_callables(self):
        module = profiled.load(
            "import time, json, sys\n"
            "class C:\n"
            "    def m(self): return 1\n"
            "    @classmethod\n"
            "    def c(cls): return 2\n"
            "    @staticmethod\n"
            "    def s(): return 3\n"
            "one = C()\n"
            "alias = C\n"
            "def f(x):\n"
            "    time.sleep(0); alias(); C.c(); C.s(); one.m(); json.dumps(x)\n"
            "    x.append(1); len(x); (lambda: 0)()\n",
            "native",
        )
        sys_modules = __import__("sys").modules
        sys_modules["profiled"] = module
        told = []
        profiling.attach(module.f, 0, None, lambda *args: told.append(list(args[2])))
        module.f([])
        self.assertEqual(
            told[0],
            ["sleep", "C", "C.c", "C.s", "C.m", "dumps", "x.append", "len", "lambda: 0"],
        )


class TestPrograms(unittest.TestCase):
    def test_modules_of_a_program_that_are_named_as_the_library_s(self):
        text = profiled.rewrite("def f(): return len('abc')\nprint(f())\n", "--limit", "0s")
        with tempfile.TemporaryDirectory() as folder:
            for name in ("logging", "pprint"):
                with open(os.path.join(folder, name + ".py"), "w", encoding="utf-8") as file:
                    file.write("mine = 1\n")
            program = os.path.join(folder, "program.py")
            with open(program, "w", encoding="utf-8") as file:
                file.write(text)
            command = [sys.executable, "-B", program]
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual((done.returncode, done.stdout.split()), (0, [b"3"]))


if __name__ == "__main__":
    unittest.main()
