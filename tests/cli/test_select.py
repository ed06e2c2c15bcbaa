"""Choosing calls and functions by options, and what is said of patterns that match nothing."""

import json

from support import DONE, ERROR, FOUND, WeftTest, main

SOURCE = """\
import requests as r
from requests import get

def f(a):
    a.b[0].c["c"].c_2()
    a.b[0].c["c"].c_1()
    r.post(get(1))
    print(2)
"""


class Select(WeftTest):
    def setUp(self):
        super().setUp()
        self.write("app.py", SOURCE)

    def wrapped(self, *args, path="app.py"):
        """The callees that are wrapped, in source order."""
        result = self.weft("explain", "--format", "json", *args, path)
        self.assertCode(result, DONE)
        sites = json.loads(result.stdout)["sites"]
        return [site["callee"] for site in sites if site["done"] == "rewritten"]

    def test_only_and_skip(self):
        self.assertEqual(self.wrapped("--only", "print"), ["print"])
        self.assertEqual(self.wrapped("--only", "print,get"), ["get", "print"])
        self.assertEqual(self.wrapped("--only", "print", "--only", "get"), ["get", "print"])
        self.assertEqual(self.wrapped("--only", "a.b[0].c[*].c_2"), ['a.b[0].c["c"].c_2'])
        self.assertEqual(self.wrapped("--skip", "a.*", "--skip", "r.post"), ["get", "print"])
        self.assertEqual(self.wrapped("--only", "a.*", "--skip", "a.*.c_1"), ['a.b[0].c["c"].c_2'])

    def test_options_take_one_value_each(self):
        result = self.weft("wrap", "--only", "print", "--with", "m:n", "app.py")
        self.assertCode(result, DONE)

    def test_only_with_a_skip_that_is_no_part_of_it(self):
        result = self.weft("explain", "--only", "a", "--skip", "b", "app.py")
        self.assertCode(result, ERROR)
        self.assertIn(b"--skip `b` is not part of what --only takes", result.stderr)

    def test_empty_only(self):
        result = self.wrap("--only", "", "--check", "app.py")
        self.assertCode(result, DONE)
        self.assertNotIn(b"warning", result.stderr)

    def test_ignore_builtins_with_only_and_skip(self):
        self.assertEqual(self.wrapped("--ignore-builtins", "--only", "print,get"), ["get"])
        self.assertEqual(self.wrapped("--ignore-builtins", "--skip", "a.*,get"), ["r.post"])
        self.write("own.py", "def print(): pass\nprint(len(x))\n")
        self.assertEqual(self.wrapped("--ignore-builtins", path="own.py"), ["print"])

    def test_resolved_names(self):
        self.assertEqual(self.wrapped("--pointcut", "call(requests.*)"), ["r.post", "get"])

    def test_names_that_packages_pass_on(self):
        self.write("t/req/__init__.py", "from .api import get\nfrom .star import *\n")
        self.write("t/req/api.py", "def get(): pass\n")
        self.write("t/req/star.py", "def put(): pass\n")
        self.write("t/a.py", "from req import get, put\nget(); put()\n")
        self.write("t/b.py", "from req.api import get\nget()\n")
        self.assertEqual(self.wrapped("--pointcut", "call(req.get)", path="t"), ["get", "get"])
        self.assertEqual(self.wrapped("--pointcut", "call(req.api.get)", path="t"), ["get", "get"])
        self.assertEqual(self.wrapped("--pointcut", "call(req.star.*)", path="t"), ["put"])

    def test_functions(self):
        self.write("p/__init__.py", "")
        self.write("p/m.py", "class C:\n    def m(self): a()\n    async def n(self): b()\nc()\n")
        self.assertEqual(self.wrapped("--in", "p.m:C.*", path="p"), ["a", "b"])
        self.assertEqual(self.wrapped("--in", "p.*", "--not-in", ":*.m", path="p"), ["b", "c"])
        self.assertEqual(self.wrapped("--kind", "async,module", path="p"), ["b", "c"])
        result = self.weft("explain", "--kind", "asink", "p")
        self.assertCode(result, ERROR)
        self.assertIn(b"--kind `asink` is none of async, class,", result.stderr)

    def test_an_expression_with_an_error(self):
        result = self.wrap("--pointcut", "call(a) && cal(b)", "app.py")
        self.assertCode(result, ERROR)
        lines = result.stderr.decode().splitlines()
        self.assertIn("--pointcut, column 12: `cal` is none of call, callee", lines[0])
        self.assertEqual(lines[2].index("^") - 4, 11)

    def test_a_pattern_without_a_match(self):
        result = self.wrap("--skip", "prnt", "--check", "app.py")
        self.assertCode(result, FOUND)
        self.assertIn(
            b"weft: warning: `prnt` of --skip matched nothing; did you mean `print`?", result.stderr
        )
        result = self.wrap("--skip", "prnt", "--strict", "--check", "app.py")
        self.assertCode(result, ERROR)
        self.assertIn(b"weft: error: `prnt` of --skip matched nothing", result.stderr)

    def test_a_pattern_without_a_match_in_every_format(self):
        for form in "json", "sarif", "github":
            result = self.wrap("--skip", "prnt", "--format", form, "--check", "app.py")
            self.assertCode(result, FOUND)
            self.assertIn(b"PatternUnmatched", result.stderr)
        result = self.wrap("--skip", "prnt", "--format", "json", "--check", "app.py")
        found = json.loads(result.stderr)["diagnostics"]
        self.assertEqual([sorted(item) for item in found], [["id", "message", "severity"]])

    def test_a_pattern_that_matches_in_one_file_of_many(self):
        self.write("t/a.py", "f()\n")
        self.write("t/b.py", "g()\n")
        result = self.wrap("--skip", "g", "--in", "b", "--check", "t")
        self.assertNotIn(b"warning", result.stderr)

    def test_the_same_with_any_number_of_threads(self):
        for i in range(20):
            self.write("t/m%d.py" % i, SOURCE)
        args = ("--pointcut", "call(requests.*) && within(m1*) || callee(nothing)", "t")
        one = self.weft("explain", "-j1", *args)
        four = self.weft("explain", "-j4", *args)
        self.assertEqual((one.stdout, one.stderr), (four.stdout, four.stderr))


class ExplainAt(WeftTest):
    def setUp(self):
        super().setUp()
        self.write("app.py", SOURCE)

    def test_the_chain(self):
        result = self.weft("explain", "--at", "app.py:7:12", "--pointcut", "call(requests.*)")
        self.assertCode(result, DONE)
        self.assertEqual(
            result.stdout.decode().splitlines(),
            [
                "app.py:7:12: get: wrapped: selected by `--pointcut call(requests.*)`",
                "    callee as written: get",
                "    resolved name: requests.get",
                "    within: app:f",
                "    --pointcut call(requests.*): selects it",
                "      call(requests.*): yes",
                "    wrap-calls: wraps it",
            ],
        )

    def test_all_of_a_line(self):
        result = self.weft("explain", "--at", "./app.py:7", "--format", "json", ".")
        sites = json.loads(result.stdout)["sites"]
        self.assertEqual([site["callee"] for site in sites], ["r.post", "get"])
        self.assertEqual(sites[1]["chain"][1], {"rule": "resolved name", "verdict": "requests.get"})

    def test_the_summary_in_json(self):
        result = self.weft("explain", "--format", "json", "--skip", "r.*", "app.py")
        self.assertEqual(
            json.loads(result.stdout)["summary"],
            {"sites": 5, "rewritten": 4, "left_alone": {"--skip r.*": 1}},
        )

    def test_no_call_there(self):
        result = self.weft("explain", "--at", "app.py:1")
        self.assertCode(result, ERROR)
        self.assertIn(b"no call begins at `app.py:1`", result.stderr)

    def test_no_place(self):
        self.assertCode(self.weft("explain", "--at", "app.py"), ERROR)
        self.assertCode(self.weft("explain"), ERROR)


if __name__ == "__main__":
    main()
