#!/usr/bin/env python3
"""What is recorded in event files, and what `weft report` makes of them."""

import contextlib
import io
import json
import os
import pstats
import signal
import subprocess
import sys
import tempfile
import threading
import unittest

import profiled
import weft
from weft import _fallback, event_file, events, profiling, report, timeline

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

HEADER = '{"weft":"events","format":1,"pid":7,"program":"/srv/shop.py","python":"3.13.0","clock":[0,1000]}\n'
BODY = """{"clock":[1000,2000]}
{"thread":0,"name":"MainThread"}
{"function":0,"name":"handle","module":"shop","file":"/srv/shop.py","line":4,"sites":[["load",5],["price",6]]}
[0,0,1000,900000,0,0,10,700000,1,800000,1000,1,810000,2000]
[0,0,2000000,100,40]
"""
END = '{"clock":[1001000,1002000],"dropped":[0,0],"end":true}\n'


class RecordingTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.addCleanup(self.close)

    def close(self):
        if events._recording is not None:
            events._recording.close()

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.path(name)

    def report(self, *arguments):
        """Return the exit code and the two outputs of `weft report`."""
        out, err = io.TextIOWrapper(io.BytesIO()), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = report.main(list(arguments))
            except SystemExit as error:
                code = error.code
            out.flush()
        return code, out.buffer.getvalue(), err.getvalue()

    def python(self, *arguments, **environment):
        return subprocess.run(
            [sys.executable, *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True,
            cwd=self.folder, env=dict(os.environ, **environment), check=False,
        )


def counts_in(file):
    """Return {function: (runs, {line: calls})} of an EventFile."""
    found = {}
    for run in file.runs:
        runs, calls = found.get(run.function.name, (0, {}))
        for site, begin, end in run.calls:
            assert begin <= end
            line = run.function.sites[site][1]
            calls[line] = calls.get(line, 0) + 1
        found[run.function.name] = runs + 1, calls
    return found


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


def check_speedscope(test, made):
    """Speedscope's schema, as far as it goes for evented profiles, and what it does not say."""
    test.assertEqual(made["$schema"], "https://www.speedscope.app/file-format-schema.json")
    test.assertTrue(0 <= made["activeProfileIndex"] < max(len(made["profiles"]), 1))
    frames = made["shared"]["frames"]
    for frame in frames:
        test.assertLessEqual(set(frame), {"name", "file", "line", "col"})
        test.assertIsInstance(frame["name"], str)
    for profile in made["profiles"]:
        test.assertEqual(
            set(profile), {"type", "name", "unit", "startValue", "endValue", "events"}
        )
        test.assertEqual((profile["type"], profile["unit"]), ("evented", "nanoseconds"))
        now = profile["startValue"]
        stack = []
        for event in profile["events"]:
            test.assertEqual(set(event), {"type", "frame", "at"})
            test.assertGreaterEqual(event["at"], now)
            now = event["at"]
            test.assertTrue(0 <= event["frame"] < len(frames))
            if event["type"] == "O":
                stack.append(event["frame"])
            else:
                test.assertEqual((event["type"], event["frame"]), ("C", stack.pop()))
        test.assertEqual(stack, [])
        test.assertLessEqual(now, profile["endValue"])


class TestReport(RecordingTest):
    def test_table(self):
        path = self.write("a.jsonl", HEADER + BODY + END)
        code, out, err = self.report(path)
        self.assertEqual((code, err), (0, ""))
        self.assertEqual(
            out.decode(),
            "function     line  call   count    total      min     mean      max\n"
            "shop:handle     4  (run)      2   900 us    60 ns   450 us   900 us\n"
            "shop:handle     5  load       1   700 us   700 us   700 us   700 us\n"
            "shop:handle     6  price      2  3.00 us  1.00 us  1.50 us  2.00 us\n",
        )

    def test_order_and_top(self):
        path = self.write("a.jsonl", HEADER + BODY + END)

        def lines(*arguments):
            _, out, _ = self.report(path, *arguments)
            return [line.split()[2] for line in out.decode().splitlines()[1:]]

        self.assertEqual(lines("--sort", "count"), ["(run)", "price", "load"])
        self.assertEqual(lines("--sort", "min"), ["load", "price", "(run)"])
        self.assertEqual(lines("--sort", "call"), ["(run)", "load", "price"])
        self.assertEqual(lines("--sort", "line"), ["(run)", "load", "price"])
        self.assertEqual(lines("--top", "2"), ["(run)", "load"])
        self.assertEqual(self.report(path, "--top", "0")[0], 2)
        self.assertEqual(self.report(path, "--sort", "luck")[0], 2)

    def test_files_are_merged(self):
        self.write("b.jsonl", HEADER + BODY + END)
        path = self.write("a.jsonl", HEADER + BODY + END)
        self.write("notes.txt", "no events")
        code, out, _ = self.report(self.folder, path)
        self.assertEqual(code, 0)
        self.assertIn("(run)      4  1.80 ms", out.decode())
        self.assertIn("price      4  6.00 us", out.decode())

    def test_the_order_of_files_does_not_matter(self):
        other = BODY.replace("handle", "other").replace("900000", "900001")
        first = self.write("a.jsonl", HEADER + BODY + END)
        second = self.write("b.jsonl", HEADER + other + END)
        for form in ("table", "pstats"):
            found = {
                self.report(*paths, "--format", form)[1]
                for paths in ((first, second), (second, first), (second, first))
            }
            self.assertEqual(len(found), 1, form)
        for form in ("json", "chrome", "speedscope"):
            found = {self.report(first, second, "--format", form)[1] for _ in range(2)}
            self.assertEqual(len(found), 1, form)

    def test_a_torn_line(self):
        for cut in (5, 40):
            path = self.write("a.jsonl", (HEADER + BODY)[:-cut])
            code, out, err = self.report(path)
            self.assertEqual(code, 0)
            self.assertIn("a.jsonl: the last line is not whole, and left out", err)
            self.assertIn("not finished", err)
            self.assertNotIn("60 ns", out.decode())

    def test_what_was_dropped(self):
        path = self.write("a.jsonl", HEADER + BODY + END.replace("[0,0]", "[3,12]"))
        code, _, err = self.report(path)
        self.assertEqual(code, 0)
        self.assertIn("a.jsonl: 3 runs and 12 calls found no room in it", err)

    def test_files_that_are_none(self):
        for text, message in (
            ("", "a.jsonl: not an event file"),
            ("{}\n", "a.jsonl: not an event file"),
            ("[1]\n", "a.jsonl: not an event file"),
            ("\0\1\2", "a.jsonl: not an event file"),
            (HEADER.replace(":1,", ":2,", 1), "a.jsonl: of format 2; this weft reads format 1"),
            (HEADER + "nonsense\n" + BODY + END, "a.jsonl:2: not a line of an event file"),
            (HEADER + BODY + "[0,0,5]\n" + END, "a.jsonl:7: not a line of an event file"),
            (HEADER + BODY + "[9,0,5,5,0]\n" + END, "a.jsonl:7: not a line of an event file"),
            (HEADER + BODY + "[0,0,5,5,0,9,1,1]\n", "a.jsonl:7: not a line of an event file"),
            (HEADER + BODY + "[0,0,5,5,0,1,1]\n", "a.jsonl:7: not a line of an event file"),
            (HEADER + BODY + '[0,0,5,"5",0]\n', "a.jsonl:7: not a line of an event file"),
            (HEADER + BODY + "[0,0,5,5,0,-1,1,1]\n", "a.jsonl:7: not a line of an event file"),
            (HEADER + BODY + "[0,0,1e999,5,0]\n", "a.jsonl:7: not a line of an event file"),
            (HEADER + BODY + END + BODY, "a.jsonl:8: not a line of an event file"),
            (HEADER + BODY + BODY, "a.jsonl:9: not a line of an event file"),
            (HEADER + BODY + "[" * 100_000 + "\n", "a.jsonl:7: not a line of an event file"),
            (HEADER + '{"clock":[1]}\n', "a.jsonl:2: not a line of an event file"),
            (HEADER + BODY.replace('"line":', '"line":[],"":'), "a.jsonl:4: not a line"),
            ("[" * 100_000 + "\n", "a.jsonl: not an event file"),
            ('{"weft":"events"}\n', "a.jsonl:1: not a line of an event file"),
            (HEADER.replace('"/srv/shop.py"', "7"), "a.jsonl:1: not a line of an event file"),
        ):
            path = self.write("a.jsonl", text)
            code, out, err = self.report(path)
            self.assertEqual((code, out), (2, b""), text)
            self.assertIn(message, err)
        code, _, err = self.report(self.path("missing.jsonl"))
        self.assertEqual(code, 2)
        self.assertIn("missing.jsonl: No such file or directory", err)
        os.mkdir(self.path("empty"))
        code, _, err = self.report(self.path("empty"))
        self.assertEqual(code, 2)
        self.assertIn("no event files in this folder", err)

    def test_json(self):
        path = self.write("a.jsonl", HEADER + BODY + END)
        code, out, _ = self.report(path, "--format", "json")
        self.assertEqual(code, 0)
        self.assertEqual(
            json.loads(out),
            {
                "unit": "nanoseconds",
                "functions": [
                    {
                        "module": "shop",
                        "name": "handle",
                        "file": "/srv/shop.py",
                        "line": 4,
                        "runs": dict(count=2, total=900060, min=60, mean=450030, max=900000),
                        "calls": [
                            dict(call="load", line=5, count=1, total=700000, min=700000,
                                 mean=700000, max=700000),
                            dict(call="price", line=6, count=2, total=3000, min=1000, mean=1500,
                                 max=2000),
                        ],
                    }
                ],
                "processes": [
                    dict(file=path, pid=7, program="/srv/shop.py", is_closed=True, is_torn=False,
                         dropped_runs=0, dropped_calls=0)
                ],
            },
        )

    def test_speedscope(self):
        path = self.write("a.jsonl", HEADER + BODY + END)
        _, out, _ = self.report(path, "--format", "speedscope")
        made = json.loads(out)
        check_speedscope(self, made)
        (profile,) = made["profiles"]
        self.assertEqual(profile["name"], "shop.py 7, MainThread")
        self.assertEqual(
            [(event["type"], event["frame"], event["at"]) for event in profile["events"]],
            [
                ("O", 0, 0), ("O", 1, 10), ("C", 1, 700010), ("O", 2, 800000), ("C", 2, 801000),
                ("O", 2, 810000), ("C", 2, 812000), ("C", 0, 900000),
                ("O", 0, 1999000), ("C", 0, 1999100),
            ],
        )
        self.assertEqual(
            made["shared"]["frames"][1], {"name": "load", "line": 5, "file": "/srv/shop.py"}
        )

    def test_chrome(self):
        path = self.write("a.jsonl", HEADER + BODY + END)
        self.write("b.jsonl", HEADER + BODY + END)
        _, out, _ = self.report(self.folder, "--format", "chrome")
        traced = json.loads(out)["traceEvents"]
        names = [(each["name"], each["pid"], each["tid"], each["args"]["name"])
                 for each in traced if each["ph"] == "M"]
        self.assertEqual(
            names,
            [
                ("process_name", 7, 0, "shop.py 7"), ("thread_name", 7, 1, "MainThread"),
                ("process_name", 8, 0, "shop.py 7"), ("thread_name", 8, 2, "MainThread"),
            ],
        )
        self.assertEqual({each["ph"] for each in traced}, {"M", "X"})
        self.assertIn(
            {
                "name": "load", "cat": "call", "ph": "X", "pid": 7, "tid": 1, "ts": 0.01,
                "dur": 700.0, "args": {"file": "/srv/shop.py", "line": 5},
            },
            traced,
        )

    def test_pstats(self):
        path = self.write("a.jsonl", HEADER + BODY + END)
        code, out, _ = self.report(path, "--format", "pstats", "-o", self.path("a.prof"))
        self.assertEqual((code, out), (0, b""))
        stats = pstats.Stats(self.path("a.prof"), stream=io.StringIO())
        run = ("/srv/shop.py", 4, "handle")
        self.assertEqual(set(stats.stats), {run, run[:1] + (5, "load"), run[:1] + (6, "price")})
        count, primitive, own, total, callers = stats.stats[run]
        self.assertEqual((count, primitive, callers), (2, 2, {}))
        self.assertAlmostEqual(total, 900060e-9)
        self.assertAlmostEqual(own, (900060 - 703000) * 1e-9)
        self.assertEqual(list(stats.stats[run[:1] + (6, "price")][4]), [run])
        stats.sort_stats("cumulative").print_callees()

    def test_output_that_cannot_be_written(self):
        path = self.write("a.jsonl", HEADER + BODY + END)
        code, _, err = self.report(path, "-o", self.path("no/such/file"))
        self.assertEqual(code, 2)
        self.assertIn("No such file or directory", err)

    def test_the_commands(self):
        path = self.write("a.jsonl", HEADER + BODY + END)
        expected = self.report(path)[1]
        for command in ([sys.executable, "-m", "weft"], [os.environ["WEFT"]]):
            environment = dict(os.environ, WEFT_PYTHON=sys.executable)
            done = subprocess.run(
                command + ["report", path], stdout=subprocess.PIPE, env=environment, check=True
            )
            self.assertEqual(done.stdout, expected)
        done = self.python("-m", "weft", "--help")
        self.assertIn("report", done.stdout)


if __name__ == "__main__":
    unittest.main()
