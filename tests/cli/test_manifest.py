"""`--manifest` and `--depfile`: what a build wants to know."""

import json
import os
import shutil
import subprocess
import unittest

from support import BROKEN, DONE, ERROR, PLAIN, SYNTAX_ERRORS, UNCHANGED, WeftTest, main


class Manifest(WeftTest):
    def test_every_file_and_site(self):
        self.write("t/pkg/__init__.py", '"""doc"""\ndef g():\n    print(h("\u00e9"))\n    super()\n')
        self.write("t/same.py", UNCHANGED)
        self.write("t/bad.py", BROKEN)
        result = self.wrap("--manifest", "m.json", "-o", "out", "t")
        self.assertCode(result, SYNTAX_ERRORS)
        document = json.loads(self.read("m.json"))
        self.assertEqual(document["version"], 1)
        self.assertEqual(document["passes"], ["wrap-calls"])
        self.assertEqual(document["with"], "m:n")
        bad, pkg, same = document["files"]
        self.assertEqual(bad, {"file": "t/bad.py", "status": "syntax-error", "sites": []})
        self.assertEqual(same, {"file": "t/same.py", "status": "unchanged", "sites": []})
        self.assertEqual((pkg["file"], pkg["status"]), ("t/pkg/__init__.py", "rewritten"))
        self.assertEqual(pkg["prologue"], "after-statement")
        sites = pkg["sites"]
        self.assertEqual([s["callee"] for s in sites], ["print", "h", "super"])
        self.assertEqual([(s["line"], s["column"]) for s in sites], [(3, 5), (3, 11), (4, 5)])
        self.assertEqual({s["qualified_name"] for s in sites}, {"g"})
        self.assertEqual([s["done"] for s in sites], ["rewritten", "rewritten", "left alone"])
        self.assertTrue(sites[2]["reason"])
        self.assertEqual(len({s["id"] for s in sites}), 3)

    def test_site_ids_do_not_depend_on_place_or_neighbours(self):
        self.write("one/a.py", "f(a)\ng(b)\n")
        self.write("two/a.py", "# a comment\n\nf(a)\nx = 1\ng(b)\n")
        ids = []
        for name in ("one", "two"):
            self.wrap("--manifest", name + ".json", "--check", name)
            (entry,) = json.loads(self.read(name + ".json"))["files"]
            ids.append([site["id"] for site in entry["sites"]])
        self.assertEqual(ids[0], ids[1])

    def test_a_manifest_below_the_output(self):
        self.write("t/a.py")
        self.assertCode(self.wrap("--manifest", "out/m.json", "-o", "out", "t"), DONE)
        self.assertEqual(len(json.loads(self.read("out/m.json"))["files"]), 1)
        self.assertNoTemporaries()

    def test_an_unchanged_manifest_keeps_its_time(self):
        self.write("t/a.py")
        for _ in range(2):
            self.wrap("--manifest", "m.json", "-o", "out", "t")
            time = (self.dir / "m.json").stat().st_mtime_ns
            os.utime(self.dir / "m.json", ns=(10**18, 10**18))
        self.assertEqual(time, 10**18)

    def test_where_it_cannot_be_written(self):
        self.write("t/a.py")
        for path in ("t/a.py/m.json", "gone/m.json", "/dev/full"):
            result = self.wrap("--manifest", path, "-o", "out", "t")
            self.assertCode(result, ERROR)
            self.assertIn(f"{path}: error: cannot write: ".encode(), result.stderr)
        self.assertNoTemporaries()

    def test_to_standard_output(self):
        self.write("t/a.py")
        result = self.wrap("--manifest", "/dev/stdout", "-o", "out", "t")
        self.assertEqual(len(json.loads(result.stdout)["files"]), 1)


class Depfile(WeftTest):
    def test_one_file(self):
        self.write("a.py")
        self.assertCode(self.wrap("--depfile", "a.d", "-o", "out.py", "a.py"), DONE)
        self.assertEqual(self.read("a.d"), "out.py: \\\n  a.py\na.py:\n")

    def test_a_tree(self):
        self.write("t/a.py")
        self.write("t/sub/b.py")
        self.write("t/.gitignore", "no\n")
        self.write("args", "t\n")
        self.assertCode(self.wrap("--depfile", "d", "-o", "out", "@args"), DONE)
        inputs = ["args", "t", "t/.gitignore", "t/a.py", "t/sub", "t/sub/b.py"]
        expected = "out:" + "".join(f" \\\n  {name}" for name in inputs) + "\n"
        expected += "".join(f"{name}:\n" for name in inputs)
        self.assertEqual(self.read("d"), expected)

    def test_none_for_an_output_that_failed(self):
        self.write("a.py")
        self.assertCode(self.wrap("--depfile", "a.d", "-o", "no/where/out.py", "a.py"), ERROR)
        self.assertFalse((self.dir / "a.d").exists())
        self.assertCode(self.wrap("--depfile", "a.d", "-o", "out", "a.py", "missing.py"), ERROR)
        self.assertFalse((self.dir / "a.d").exists())

    def test_broken_python_is_an_output_too(self):
        self.write("a.py", BROKEN)
        self.assertCode(self.wrap("--depfile", "a.d", "-o", "out.py", "a.py"), SYNTAX_ERRORS)
        self.assertEqual(self.read("a.d"), "out.py: \\\n  a.py\na.py:\n")

    @unittest.skipIf(shutil.which("make") is None, "needs make")
    def test_make_reads_it(self):
        names = ["a b.py", "$x.py", "c#d.py"]
        for name in names:
            self.write("t/" + name)
        self.write("Makefile", "all: stamp\nstamp:\n\ttouch stamp\n-include stamp.d\n")
        self.assertCode(self.wrap("--depfile", "d", "-o", "out", "t"), DONE)
        self.write("stamp.d", self.read("d").replace("out:", "stamp:", 1))

        def make():
            return subprocess.run(["make", "-s", "-q"], cwd=self.dir, check=False).returncode

        def set_year(path, year):
            os.utime(self.dir / path, ns=((year - 1970) * 31556952 * 10**9,) * 2)

        self.assertEqual(make(), 1)
        self.write("stamp")
        for path in ("t", *("t/" + name for name in names)):
            set_year(path, 2001)
        set_year("stamp", 2002)
        self.assertEqual(make(), 0)
        for name in names:
            set_year("t/" + name, 2003)
            self.assertEqual(make(), 1, name)
            set_year("t/" + name, 2001)
        (self.dir / "t" / names[0]).unlink()
        set_year("t", 2001)
        self.assertEqual(make(), 1)


if __name__ == "__main__":
    main()
