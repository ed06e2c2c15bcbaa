"""`weft explain` tells of each call whether it would be wrapped, or why not."""

import json

from support import DONE, ERROR, SYNTAX_ERRORS, WeftTest, main

SOURCE = """\
class C(B):
    def m(self):
        return super().m(a(1), key=b[0].c(2))
print(locals())
"""


class Explain(WeftTest):
    def setUp(self):
        super().setUp()
        self.write("t/a.py", SOURCE)
        self.write("t/b.py", "f(x)\n")

    def test_the_form(self):
        result = self.weft("explain", "t")
        self.assertCode(result, DONE)
        lines = result.stdout.decode().splitlines()
        self.assertIn("t/a.py:3:26: a: wrapped", lines)
        self.assertIn("t/a.py:3:36: b[0].c: wrapped", lines)
        self.assertIn("t/a.py:3:16: super().m: wrapped", lines)
        self.assertIn("t/b.py:1:1: f: wrapped", lines)
        left_alone = [line for line in lines if "left alone: " in line]
        self.assertEqual(len(left_alone), 2, lines)
        self.assertRegex(left_alone[0], r"\At/a\.py:3:16: super: left alone: .+")
        self.assertRegex(left_alone[1], r"\At/a\.py:4:7: locals: left alone: .+")
        summary = result.stderr.decode().splitlines()
        self.assertEqual(summary[0], "7 calls, 5 wrapped, 2 left alone")
        self.assertEqual(len(summary), 3)
        self.assertEqual(self.weft("explain", "--quiet", "t").stderr, b"")

    def test_sites_come_in_source_order(self):
        places = [
            (line.split(":")[0], int(line.split(":")[1]), int(line.split(":")[2]))
            for line in self.weft("explain", "t").stdout.decode().splitlines()
        ]
        self.assertEqual(places, sorted(places))
        self.assertEqual(len(places), 7)

    def test_json(self):
        result = self.weft("explain", "--format", "json", "t")
        self.assertCode(result, DONE)
        document = json.loads(result.stdout)
        self.assertEqual(document["version"], 1)
        sites = document["sites"]
        self.assertEqual(len(sites), 7)
        site = next(site for site in sites if site["callee"] == "a")
        self.assertRegex(site.pop("id"), r"\A[0-9a-f]{16}\Z")
        self.assertEqual(
            site,
            {"file": "t/a.py", "line": 3, "column": 26, "qualified_name": "C.m", "callee": "a",
             "pass": "wrap-calls", "done": "rewritten"},
        )
        self.assertTrue(all(site["reason"] for site in sites if site["done"] == "left alone"))
        self.assertEqual(document["diagnostics"], [])
        self.assertEqual(result.stderr, b"")

    def test_json_is_one_document(self):
        self.write("t/c.py", "f(\n")
        result = self.weft("explain", "--format", "json", "t", "missing")
        self.assertCode(result, ERROR)
        document = json.loads(result.stdout)
        self.assertEqual(len(document["sites"]), 7)
        self.assertEqual(
            [entry["id"] for entry in document["diagnostics"]], ["CannotOpen", "BracketNeverClosed"]
        )
        self.assertEqual(result.stderr, b"")

    def test_options_of_the_pass(self):
        self.write("d.py", "@deco(1)\ndef f(x=g()):\n    pass\n")
        everything = self.weft("explain", "d.py").stdout.decode()
        self.assertEqual(everything.count(": wrapped"), 2)
        nothing = self.weft("explain", "--no-decorators", "--no-defaults", "d.py").stdout.decode()
        self.assertEqual(nothing.count(": wrapped"), 0)

    def test_syntax_errors(self):
        self.write("t/c.py", "f(\n")
        result = self.weft("explain", "t")
        self.assertCode(result, SYNTAX_ERRORS)
        self.assertIn(b"t/c.py:1:2: error: '(' was never closed", result.stderr)
        self.assertIn(b"t/b.py:1:1: f: wrapped", result.stdout)

    def test_formats_that_are_for_diagnostics_only(self):
        self.assertCode(self.weft("explain", "--format", "sarif", "t"), ERROR)


if __name__ == "__main__":
    main()
