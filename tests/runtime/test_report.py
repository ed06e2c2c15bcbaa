#!/usr/bin/env python3
"""What `weft report` makes of event files."""

import io
import json
import os
import pstats
import subprocess
import sys
import unittest

from recording import RecordingTest, check_speedscope

HEADER = '{"weft":"events","format":1,"pid":7,"program":"/srv/shop.py","python":"3.13.0","clock":[0,1000]}\n'
BODY = """{"clock":[1000,2000]}
{"thread":0,"name":"MainThread"}
{"function":0,"name":"handle","module":"shop","file":"/srv/shop.py","line":4,"sites":[["load",5],["price",6]]}
[0,0,1000,900000,0,0,10,700000,1,800000,1000,1,810000,2000]
[0,0,2000000,100,40]
"""
END = '{"clock":[1001000,1002000],"dropped":[0,0],"end":true}\n'


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
