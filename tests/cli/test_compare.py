"""`weft explain --compare OLD NEW`: how the sites of two manifests differ."""

import json

from support import DONE, ERROR, FOUND, WeftTest, main

OLD = """\
import logging
def f():
    stays(1)
    goes()
    logging.info(3)
    moves(2)
"""
NEW = """\
import logging
def f():
    stays(1)
    logging.info(3)
    moves(2, 3)
    comes()
    return locals
"""


class Compare(WeftTest):
    def setUp(self):
        super().setUp()
        for name, text in (("old", OLD), ("new", NEW)):
            self.write("t/a.py", text)
            self.wrap("--manifest", name + ".json", "-o", "out", "t")

    def test_human(self):
        result = self.weft("explain", "--compare", "old.json", "new.json")
        self.assertCode(result, FOUND)
        self.assertEqual(
            result.stdout.decode().splitlines(),
            [
                "t/a.py:6:5: added: comes in f",
                "t/a.py:4:5: removed: goes in f",
                "t/a.py:4:5: moved: logging.info in f, from t/a.py:5:5",
                "t/a.py:5:5: moved: moves in f, from t/a.py:6:5",
            ],
        )
        self.assertEqual(result.stderr, b"1 added, 1 removed, 2 moved, 0 changed, 1 the same\n")

    def test_what_was_done_with_a_site(self):
        self.write("t/a.py", OLD.replace("import logging\n", "from log import logging\n"))
        self.wrap("--manifest", "new.json", "-o", "out", "t")
        result = self.weft("explain", "--compare", "old.json", "new.json")
        self.assertEqual(
            result.stdout.decode(),
            "t/a.py:5:5: changed: logging.info in f: rewritten, was left alone (it reports its "
            "caller's place)\n",
        )

    def test_json(self):
        result = self.weft("explain", "--compare", "--format", "json", "old.json", "new.json")
        self.assertCode(result, FOUND)
        document = json.loads(result.stdout)
        self.assertEqual(result.stderr, b"")
        self.assertEqual([site["callee"] for site in document["added"]], ["comes"])
        self.assertEqual([site["callee"] for site in document["removed"]], ["goes"])
        self.assertEqual(document["moved"][1]["before"],
                         {"file": "t/a.py", "line": 6, "column": 5, "done": "rewritten"})
        self.assertEqual((document["changed"], document["same"]), ([], 1))

    def test_equal_ones(self):
        result = self.weft("explain", "--compare", "old.json", "old.json")
        self.assertCode(result, DONE)
        self.assertEqual(result.stdout, b"")

    def test_what_explain_prints_will_do_too(self):
        (self.dir / "e.json").write_bytes(self.weft("explain", "--format", "json", "t").stdout)
        self.assertCode(self.weft("explain", "--compare", "new.json", "e.json"), DONE)

    def test_what_is_no_manifest(self):
        self.write("text", "{")
        self.write("list.json", "[]")
        self.write("odd.json", '{"version": 1, "files": [{"sites": 3}]}')
        for name, reason in (
            ("missing", b"cannot read `missing`: no such file"),
            ("text", b"`text` is not JSON"),
            ("list.json", b"`list.json` is not a manifest"),
            ("odd.json", b"`odd.json` is not a manifest"),
        ):
            result = self.weft("explain", "--compare", "old.json", name)
            self.assertCode(result, ERROR)
            self.assertIn(reason, result.stderr)
        self.assertCode(self.weft("explain", "--compare", "old.json"), ERROR)


if __name__ == "__main__":
    main()
