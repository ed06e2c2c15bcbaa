"""`--format`: what machines read."""

import json
import os

from support import BROKEN, ERROR, FOUND, PLAIN, SYNTAX_ERRORS, WeftTest, main


class Formats(WeftTest):
    def setUp(self):
        super().setUp()
        self.write("t/bad.py", BROKEN)
        self.write("t/good.py", PLAIN)
        self.write("t/tabs.py", "if x:\n        a\n\tb\n")

    def test_json(self):
        result = self.weft("check", "--format", "json", "t", "missing")
        self.assertCode(result, ERROR)
        self.assertEqual(result.stderr, b"")
        document = json.loads(result.stdout)
        self.assertEqual(document["version"], 1)
        self.assertIn(
            {"file": "t/bad.py", "line": 1, "column": 5, "end_line": 1, "end_column": 6,
             "severity": "error", "id": "BracketNeverClosed", "exception": "SyntaxError",
             "message": "'(' was never closed"},
            document["diagnostics"],
        )
        self.assertIn(
            {"file": "missing", "severity": "error", "id": "CannotOpen",
             "message": "cannot open: no such file or directory"},
            document["diagnostics"],
        )

    def test_json_without_findings(self):
        result = self.weft("check", "--format", "json", "t/good.py")
        self.assertEqual(json.loads(result.stdout), {"version": 1, "diagnostics": []})

    def test_rewriting_reports_on_standard_error(self):
        result = self.wrap("--format", "json", "t/bad.py")
        self.assertCode(result, SYNTAX_ERRORS)
        self.assertEqual(result.stdout.decode(), BROKEN)
        diagnostics = json.loads(result.stderr)["diagnostics"]
        self.assertEqual([d["id"] for d in diagnostics], ["BracketNeverClosed"])
        result = self.wrap("--format", "json", "-o", "out", "t")
        self.assertEqual(len(json.loads(result.stderr)["diagnostics"]), 2)

    def test_a_document_is_always_complete(self):
        empty = {"version": 1, "diagnostics": []}
        result = self.wrap("--format", "json", "t/good.py")
        self.assertEqual(json.loads(result.stderr), empty)
        result = self.wrap("--format", "json", "-q", "-o", "out", "t/good.py")
        self.assertEqual(json.loads(result.stderr), empty)
        result = self.wrap("--format", "json", "-o", "no/where.py", "t/good.py")
        self.assertEqual([d["id"] for d in json.loads(result.stderr)["diagnostics"]], ["CannotWrite"])
        result = self.wrap("--format", "sarif", "t/good.py")
        self.assertEqual(json.loads(result.stderr)["runs"][0]["results"], [])

    def test_what_is_about_a_whole_file_has_no_place(self):
        self.write("m.py", PLAIN)
        message = "`m` is the wrapper's own module; left unchanged"
        result = self.wrap("-v", "-o", "out", "m.py")
        self.assertEqual(
            result.stderr.decode().splitlines()[0], f"m.py: note: {message} [WrapperModule]"
        )
        self.assertNotIn(b"^", result.stderr)
        result = self.wrap("-v", "-o", "out", "--format", "json", "m.py")
        self.assertEqual(
            json.loads(result.stderr)["diagnostics"],
            [{"file": "m.py", "severity": "note", "id": "WrapperModule", "message": message}],
        )

    def test_json_survives_any_name(self):
        for name in (b'q"uote\\.py', b"new\nline.py", b"\x01\x1f\x7f.py", b"\xff.py", "\u00e9.py".encode()):
            self.write(os.fsdecode(b"odd/" + name), BROKEN)
        document = json.loads(self.weft("check", "--format", "json", "odd").stdout)
        names = {entry["file"] for entry in document["diagnostics"]}
        self.assertEqual(
            names,
            {'odd/q"uote\\.py', "odd/new\nline.py", "odd/\x01\x1f\x7f.py", "odd/\ufffd.py",
             "odd/\u00e9.py"},
        )

    def test_sarif(self):
        self.write("t/a b.py", BROKEN)
        result = self.weft("check", "--format", "sarif", "t", "missing")
        self.assertCode(result, ERROR)
        document = json.loads(result.stdout)
        self.assertEqual(document["version"], "2.1.0")
        self.assertTrue(document["$schema"].endswith("sarif-2.1.0.json"))
        (run,) = document["runs"]
        driver = run["tool"]["driver"]
        self.assertEqual(driver["name"], "weft")
        rules = [rule["id"] for rule in driver["rules"]]
        self.assertEqual(len(rules), len(set(rules)))
        for rule in driver["rules"]:
            self.assertTrue(rule["shortDescription"]["text"], rule["id"])
            self.assertIn(rule["defaultConfiguration"]["level"], {"note", "warning", "error"})
        uris = set()
        for entry in run["results"]:
            self.assertIn(entry["ruleId"], rules)
            self.assertIn(entry["level"], {"note", "warning", "error"})
            self.assertTrue(entry["message"]["text"])
            (location,) = entry["locations"]
            physical = location["physicalLocation"]
            uris.add(physical["artifactLocation"]["uri"])
            region = physical.get("region")
            if region:
                begin = (region["startLine"], region["startColumn"])
                self.assertLessEqual((1, 1), begin)
                self.assertLessEqual(begin, (region["endLine"], region["endColumn"]))
        self.assertEqual(uris, {"missing", "t/a%20b.py", "t/bad.py", "t/tabs.py"})

    def test_sarif_without_findings(self):
        document = json.loads(self.weft("check", "--format", "sarif", "t/good.py").stdout)
        self.assertEqual(document["runs"][0]["results"], [])

    def test_github(self):
        self.write("t/a,b:c%.py", BROKEN)
        result = self.weft("check", "--format", "github", "t")
        self.assertCode(result, FOUND)
        lines = result.stdout.decode().splitlines()
        self.assertEqual(
            lines[0],
            "::error file=t/a%2Cb%3Ac%25.py,line=1,col=5,endLine=1,endColumn=6,"
            "title=BracketNeverClosed::'(' was never closed",
        )
        self.assertTrue(all(line.startswith("::error file=t/") for line in lines), lines)
        self.assertEqual(result.stderr, b"")

    def test_human_while_rewriting(self):
        result = self.wrap("t/bad.py")
        self.assertEqual(
            result.stderr.decode(),
            "t/bad.py:1:5: error: '(' was never closed [BracketNeverClosed]\n"
            "    1 | x = (1\n"
            "      |     ^\n",
        )

    def test_a_line_that_moves_is_never_kept_quiet(self):
        self.write("compound.py", "if x:\n    f(a)\n")
        result = self.wrap("compound.py")
        self.assertIn(b"compound.py:1:1: note: no line has room for the prologue", result.stderr)
        self.assertEqual(self.wrap("-q", "compound.py").stderr, b"")


if __name__ == "__main__":
    main()
