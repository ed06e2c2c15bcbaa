#!/usr/bin/env python3
"""What is recorded in event files."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import unittest

import profiled
import weft
from recording import RecordingTest, check_speedscope, counts_in
from weft import _fallback, event_file, events, profiling, timeline

SOURCE = '''
import threading

def leaf(x=0):
    return x

def calls(n):
    for i in range(n):
        leaf(i)
    return leaf(leaf(1))

def nested(items):
    return sorted(items, key=lambda item: leaf(item))

def numbers(n):
    for i in range(n):
        leaf(i)
        yield i

def walks(n):
    total = 0
    for i in numbers(n):
        total += leaf(i)
    return total

def recursive(depth):
    if depth:
        recursive(depth - 1)
    leaf()

def raising():
    try:
        int("x")
    except ValueError:
        leaf()

def endless(n=0):
    return endless(n + 1)

def rebound(n=0):
    try:
        return rebound(n + 1)
    except RecursionError:
        return leaf()
'''


class Recorded:
    implementation = ""

    def setUp(self):
        super().setUp()
        saved = profiling.EventLog
        self.addCleanup(setattr, profiling, "EventLog", saved)
        if self.implementation == "fallback":
            profiling.EventLog = _fallback.EventLog
        # Functions of other tests, of the other implementation, know nothing of this log.
        tables = profiling._tables
        self.addCleanup(tables.extend, list(tables))
        tables.clear()
        self.module = profiled.load(SOURCE, self.implementation)

    def record(self, work, **options):
        with weft.record_events(self.path("e.jsonl"), **options):
            work()
        return event_file.read(self.path("e.jsonl"))

    def test_counts(self):
        def work():
            self.module.calls(5)
            self.module.nested([3, 1, 2])
            self.module.recursive(3)
            self.module.raising()

        file = self.record(work)
        self.assertTrue(file.is_closed)
        self.assertEqual(
            counts_in(file),
            {
                "leaf": (7 + 3 + 4 + 1, {}),
                "calls": (1, {8: 1, 9: 5, 10: 2}),
                "nested": (1, {13: 4}),
                "recursive": (4, {28: 3, 29: 4}),
                "raising": (1, {33: 1, 35: 1}),
            },
        )

    def test_times_are_those_of_the_sums(self):
        file = self.record(lambda: [self.module.calls(3) for _ in range(4)])
        (count, total, shortest, longest), _ = self.module.profiles["calls"].stats()
        lengths = [run.end - run.begin for run in file.runs if run.function.name == "calls"]
        self.assertEqual(count, len(lengths))
        for seconds, nanoseconds in (
            (total, sum(lengths)), (shortest, min(lengths)), (longest, max(lengths)),
        ):
            self.assertAlmostEqual(seconds * 1e9, nanoseconds, delta=100 + nanoseconds / 100)

    def test_a_call_s_run_is_in_its_time(self):
        file = self.record(lambda: self.module.recursive(5))
        runs = [run for run in file.runs if run.function.name == "recursive"]
        for inner, outer in zip(runs, runs[1:]):
            _, begin, end = next(call for call in outer.calls if call[0] == 0)
            self.assertTrue(begin <= inner.begin <= inner.end <= end)

    def test_nothing_before_or_after(self):
        self.module.calls(1)
        self.record(lambda: None)
        self.module.calls(1)
        self.assertEqual(event_file.read(self.path("e.jsonl")).runs, [])

    def test_functions_that_are_loaded_later(self):
        def work():
            profiled.load("def late(): return len('')\n", self.implementation).late()

        self.assertEqual(counts_in(self.record(work)), {"late": (1, {1: 1})})

    def test_limit(self):
        file = self.record(lambda: [self.module.calls(1) for _ in range(10)], limit=14)
        # A run of calls() is one event, with its four calls, and those are runs of leaf().
        self.assertEqual(counts_in(file), {"leaf": (6, {}), "calls": (1, {8: 1, 9: 1, 10: 2})})
        written = sum(1 + len(run.calls) for run in file.runs)
        self.assertLessEqual(written, 14)
        self.assertEqual(file.dropped[0] + len(file.runs), 40)
        self.assertEqual(file.dropped[1] + 4, 40)

    def test_a_run_s_calls_are_bounded(self):
        file = self.record(lambda: self.module.calls(70_000), limit=10_000_000)
        (run,) = [run for run in file.runs if run.function.name == "calls"]
        self.assertEqual(len(run.calls) + file.dropped[1], 70_003)
        self.assertGreater(file.dropped[1], 4000)

    def test_threads(self):
        def work():
            ready = threading.Barrier(4)

            def target():
                ready.wait()
                for _ in range(50):
                    self.module.calls(10)
                ready.wait()

            threads = [threading.Thread(target=target, name="worker") for _ in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()

        file = self.record(work)
        self.assertEqual(counts_in(file)["calls"], (200, {8: 200, 9: 2000, 10: 400}))
        self.assertEqual(len({run.thread for run in file.runs}), 4)
        self.assertEqual(set(file.threads.values()), {"worker"})
        begins = {}
        for run in file.runs:
            if run.function.name == "calls":
                begins.setdefault(run.thread, []).append(run.begin)
        self.assertEqual([len(each) for each in begins.values()], [50] * 4)

    def test_callbacks_go_on(self):
        told = []
        profiling.attach(self.module.calls, 0, None, lambda *args: told.append(args[2]))
        self.record(lambda: self.module.calls(2))
        self.module.calls(0)
        self.assertEqual([len(times["leaf"]) for times in told], [4, 2])

    def test_what_waits_does_not_count(self):
        module = profiled.load(SOURCE, self.implementation, "--in", "*", "--clock", "running")

        def work():
            for _ in module.numbers(2):
                threading.Event().wait(0.02)

        file = self.record(work)
        (run,) = [run for run in file.runs if run.function.name == "numbers"]
        self.assertGreater(run.suspended, 39_000_000)
        self.assertGreater(run.end - run.begin, run.suspended)
        self.assertLess(run.end - run.begin - run.suspended, 10_000_000)

    def test_lanes_nest(self):
        def work():
            self.module.walks(4)
            self.module.nested([2, 1])
            generators = [self.module.numbers(3) for _ in range(3)]
            for _ in range(3):
                for generator in generators:
                    next(generator)
            for generator in generators:
                generator.close()

        file = self.record(work)
        made = timeline.speedscope([file])
        check_speedscope(self, made)
        names = [frame["name"] for frame in made["shared"]["frames"]]
        main = made["profiles"][0]
        stacks = set()
        stack = []
        for event in main["events"]:
            if event["type"] == "O":
                stack.append(names[event["frame"]])
                stacks.add(tuple(stack))
            else:
                stack.pop()
        # The calls of a loop are the loop's, not of the generator that it goes through.
        self.assertIn(("profiled:walks", "leaf", "profiled:leaf"), stacks)
        # Nested code runs in what calls it.
        self.assertIn(("profiled:nested", "sorted", "leaf", "profiled:leaf"), stacks)
        num_opened = sum(
            event["type"] == "O" for profile in made["profiles"] for event in profile["events"]
        )
        self.assertEqual(num_opened, sum(1 + len(run.calls) for run in file.runs))

    def test_fork(self):
        def work():
            self.module.calls(1)
            if not hasattr(os, "fork"):
                self.skipTest("cannot fork")
            child = os.fork()
            if child == 0:
                self.module.calls(2)
                self.close()
                os._exit(0)
            self.assertEqual(os.waitpid(child, 0)[1], 0)
            self.child = child

        file = self.record(work)
        self.assertEqual(counts_in(file)["calls"], (1, {8: 1, 9: 1, 10: 2}))
        other = event_file.read(self.path("e-%d.jsonl" % self.child))
        self.assertEqual(other.pid, self.child)
        self.assertEqual(counts_in(other)["calls"], (1, {8: 1, 9: 2, 10: 2}))

    def test_where_recursion_ends(self):
        def work():
            for _ in range(2):
                for function in (self.module.endless, self.module.rebound):
                    with contextlib.suppress(RecursionError):
                        function()
            self.module.calls(1)

        told = []
        old, sys.unraisablehook = sys.unraisablehook, lambda one: told.append(one.exc_type)
        try:
            file = self.record(work)
        finally:
            sys.unraisablehook = old
        if self.implementation == "fallback":
            # Its functions are in Python, and there is no room to call them.
            told = [kind for kind in told if kind is not RecursionError]
        self.assertEqual(told, [])
        counts = counts_in(file)
        self.assertEqual(counts["calls"], (1, {8: 1, 9: 1, 10: 2}))
        # At the end of recursion there may be no room to tell of a run.
        self.assertGreater(counts["endless"][0] + counts["rebound"][0], 1000)
        self.assertLess(file.dropped[0], 30)

    def test_what_could_not_be_handed_over_is_kept(self):
        saved = events.Recording.write

        def no_room(*args):
            raise RecursionError

        def work():
            self.module.calls(1)
            self.addCleanup(setattr, events.Recording, "write", saved)
            events.Recording.write = no_room
            with self.assertRaises(RecursionError):
                events._recording._log.flush()
            self.module.numbers(1)
            list(self.module.numbers(2))
            with self.assertRaises(RecursionError):
                events._recording._log.flush()
            events.Recording.write = saved
            self.module.calls(2)

        counts = counts_in(self.record(work))
        self.assertEqual(counts["calls"], (2, {8: 2, 9: 3, 10: 4}))
        self.assertEqual(counts["numbers"], (1, {16: 1, 17: 2}))

    def test_an_interrupt_comes_later_and_is_not_lost(self):
        seen = []
        old = signal.signal(signal.SIGINT, lambda *args: seen.append(1))
        self.addCleanup(signal.signal, signal.SIGINT, old)
        saved = events.Recording.describe

        def interrupted(*args):
            events.Recording.describe = saved
            raise KeyboardInterrupt

        def interrupt(*args):
            raise KeyboardInterrupt

        self.addCleanup(setattr, events.Recording, "describe", saved)
        events.Recording.describe = interrupted

        def work():
            self.module.leaf()
            self.assertEqual(seen, [1])
            self.module.leaf()

        self.assertEqual(counts_in(self.record(work))["leaf"], (1, {}))
        profiling.configure(self.module.profiles["leaf"], 0.0, above=interrupt)
        self.module.leaf()
        self.assertEqual(seen, [1, 1])

    def test_a_program_that_closes_all_files(self):
        def work():
            self.module.calls(1)
            number = events._recording._file
            os.dup2(other, number)
            self.addCleanup(os.close, number)
            self.module.calls(1)
            events._recording._log.flush()
            self.module.calls(1)

        other = os.open(self.path("other"), os.O_RDWR | os.O_CREAT)
        self.addCleanup(os.close, other)
        self.assertEqual(counts_in(self.record(work))["calls"], (3, {8: 3, 9: 3, 10: 6}))
        self.assertEqual(os.path.getsize(self.path("other")), 0)

    def test_a_full_disk(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("needs /dev/full")
        os.symlink("/dev/full", self.path("full.jsonl"))
        with self.assertLogs("weft.profile") as logs:
            recording = weft.record_events(self.path("full.jsonl"))
            self.module.calls(10)
            recording.close()
        self.assertEqual(len(logs.records), 1)
        self.assertIn("no more events are recorded", logs.output[0])
        self.assertEqual(self.module.calls(1), 1)


class TestNative(Recorded, RecordingTest):
    implementation = "native"

    def test_none_but_an_event_log(self):
        function = self.module.profiles["leaf"]
        with self.assertRaises(TypeError):
            function.set_log(_fallback.EventLog(1, None))


class TestFallback(Recorded, RecordingTest):
    implementation = "fallback"


class TestRecording(RecordingTest):
    def test_a_folder_gets_a_file_for_each_process(self):
        with weft.record_events(os.path.join(self.folder, "new", "events")) as recording:
            self.assertEqual(
                recording.path,
                os.path.join(self.folder, "new", "events", "events-%d.jsonl" % os.getpid()),
            )
        with weft.record_events(os.path.join(self.folder, "new", "events")) as recording:
            self.assertTrue(recording.path.endswith("events-%d-2.jsonl" % os.getpid()))

    def test_a_file_is_begun_anew(self):
        self.write("e.jsonl", "old\n" * 100)
        weft.record_events(self.path("e.jsonl")).close()
        self.assertTrue(event_file.read(self.path("e.jsonl")).is_closed)

    @unittest.skipIf(events.flock is None, "files are not locked here")
    def test_a_file_that_another_process_writes_is_left_to_it(self):
        path = self.path("e.jsonl")
        with weft.record_events(path):
            text = "import weft; print(weft.record_events(%r).path)" % path
            other = subprocess.check_output([sys.executable, "-c", text], text=True).strip()
        self.assertRegex(other, r"e-\d+\.jsonl\Z")
        self.assertTrue(event_file.read(other).is_closed)
        self.assertEqual(event_file.read(path).pid, os.getpid())

    def test_one_at_a_time(self):
        with weft.record_events(self.path("a")):
            with self.assertRaisesRegex(RuntimeError, "are being recorded to"):
                weft.record_events(self.path("b"))
        weft.record_events(self.path("b")).close()

    def test_wrong_arguments(self):
        for limit, error in ((-1, ValueError), (1.5, TypeError), (True, TypeError)):
            with self.assertRaises(error):
                weft.record_events(self.folder, limit=limit)
        with self.assertRaises(TypeError):
            weft.record_events(7)
        with self.assertRaises(OSError):
            weft.record_events(os.path.join(self.write("file", ""), "below"))
        self.assertIsNone(events._recording)

    def rewritten(self, source, name="app.py"):
        self.write(name, profiled.rewrite(source))
        return name

    def test_the_environment(self):
        app = self.rewritten("def f(): return len('abc')\nf()\n")
        done = self.python(app, WEFT_EVENTS=self.path("ev"))
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        (name,) = os.listdir(self.path("ev"))
        file = event_file.read(os.path.join(self.path("ev"), name))
        self.assertEqual(counts_in(file), {"f": (1, {1: 1})})
        self.assertTrue(file.is_closed)
        self.assertEqual(file.program, app)
        done = self.python(app, WEFT_EVENTS=self.path("ev2"), WEFT_EVENTS_LIMIT="1")
        (name,) = os.listdir(self.path("ev2"))
        file = event_file.read(os.path.join(self.path("ev2"), name))
        self.assertEqual((file.runs, file.dropped), ([], (1, 1)))

    def test_an_environment_that_cannot_be_met(self):
        app = self.rewritten("def f(): return len('abc')\nprint(f())\n")
        for values in (
            {"WEFT_EVENTS": os.path.join(self.write("file", ""), "below")},
            {"WEFT_EVENTS": self.folder, "WEFT_EVENTS_LIMIT": "many"},
        ):
            done = self.python(app, **values)
            self.assertEqual(done.returncode, 0)
            self.assertIn("no events are recorded: ", done.stdout)
            self.assertTrue(done.stdout.endswith("3\n"), done.stdout)

    def test_multiprocessing(self):
        app = self.rewritten(
            "import multiprocessing, sys\n"
            "def f(x): return len('abc') + x\n"
            "if __name__ == '__main__':\n"
            "    for method in ('fork', 'spawn'):\n"
            "        context = multiprocessing.get_context(method)\n"
            "        child = context.Process(target=f, args=(1,))\n"
            "        child.start()\n"
            "        child.join()\n"
            "        if child.exitcode: sys.exit('failed')\n"
            "    f(2)\n"
        )
        done = self.python(app, WEFT_EVENTS=self.path("ev"))
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        files = [
            event_file.read(os.path.join(self.path("ev"), name))
            for name in os.listdir(self.path("ev"))
        ]
        ran = [counts_in(file) for file in files if file.runs]
        self.assertEqual(ran, [{"f": (1, {2: 1})}] * 3)
        self.assertTrue(all(file.is_closed for file in files))

    @unittest.skipIf(os.name == "nt", "needs SIGKILL")
    def test_a_process_that_is_killed(self):
        app = self.rewritten(
            "import os, signal\n"
            "def f(x): return len('abc') + x\n"
            "for i in range(20000): f(i)\n"
            "os.kill(os.getpid(), signal.SIGKILL)\n"
        )
        done = self.python(app, WEFT_EVENTS=self.path("ev"))
        self.assertEqual(done.returncode, -signal.SIGKILL)
        (name,) = os.listdir(self.path("ev"))
        file = event_file.read(os.path.join(self.path("ev"), name))
        self.assertFalse(file.is_closed)
        self.assertGreater(len(file.runs), 10_000)
        code, _, err = self.report(self.path("ev"))
        self.assertEqual(code, 0)
        self.assertIn("not finished; its process runs, or was killed", err)

    def test_weft_run(self):
        self.write("app.py", "def f(x): return len(x)\nf('abc')\n")
        arguments = ("--passes", "profile-calls", "--in", "*", "app.py")
        done = self.python("-m", "weft", "run", "--events", "e.jsonl", *arguments)
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        file = event_file.read(self.path("e.jsonl"))
        self.assertEqual(file.program, "app.py")
        self.assertEqual(counts_in(file), {"f": (1, {1: 1})})
        done = self.python("-m", "weft", "run", "--events", "app.py/x", *arguments)
        self.assertEqual(done.returncode, 2)
        self.assertIn("app.py", done.stdout)

    @unittest.skipIf(os.name == "nt", "has no forkserver")
    def test_weft_run_with_processes(self):
        self.write(
            "app.py",
            "import multiprocessing, sys\n"
            "def f(x): return len('abc') + x\n"
            "if __name__ == '__main__':\n"
            "    for method in ('fork', 'spawn', 'forkserver'):\n"
            "        context = multiprocessing.get_context(method)\n"
            "        child = context.Process(target=f, args=(1,))\n"
            "        child.start()\n"
            "        child.join()\n"
            "        if child.exitcode: sys.exit('failed')\n"
            "    f(2)\n",
        )
        arguments = ("--passes", "profile-calls", "--in", "f", "app.py")
        for path in ("folder", "file/e.jsonl"):
            with self.subTest(path):
                done = self.python("-m", "weft", "run", "--events", path, *arguments)
                self.assertEqual((done.returncode, done.stdout), (0, ""))
                folder = self.path(os.path.dirname(path) or path)
                files = [event_file.read(os.path.join(folder, each)) for each in os.listdir(folder)]
                ran = [counts_in(file) for file in files if file.runs]
                self.assertEqual(ran, [{"f": (1, {2: 1})}] * 4)
                self.assertTrue(all(file.is_closed for file in files if file.runs))

    def test_decorated_functions(self):
        path = self.write(
            "deco.py", "import weft\n@weft.profile\ndef f(x):\n    return len(x)\nf('abc')\n"
        )
        done = self.python(path, WEFT_EVENTS=self.path("ev"))
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        (name,) = os.listdir(self.path("ev"))
        file = event_file.read(os.path.join(self.path("ev"), name))
        self.assertEqual(counts_in(file), {"f": (1, {4: 1})})

if __name__ == "__main__":
    unittest.main()
