"""Tests of event files and of `weft report`: what they share."""

import contextlib
import io
import os
import subprocess
import sys
import tempfile
import unittest

from weft import events, report


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
