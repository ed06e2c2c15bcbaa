"""`--diff` prints what git and patch apply; `--check` only names the files."""

import shutil
import subprocess
import unittest

from support import BROKEN, DONE, FOUND, PLAIN, SYNTAX_ERRORS, UNCHANGED, WRAPPED, WeftTest, main

FILES = {
    "t/a.py": PLAIN.encode(),
    "t/same.py": UNCHANGED.encode(),
    "t/pkg/long.py": b'"""doc"""\n' + b"x = 1\n" * 20 + b"f(a)\n" + b"x = 1\n" * 20 + b"g()\n",
    "t/pkg/no newline.py": b"x = 1\nf(a)",
    "t/crlf.py": b"x = 1\r\nf(a)\r\ny = 2\r\n",
    "t/latin.py": b"# coding: latin-1\nf('\xe9\xff')\n",
    "t/bom.py": b"\xef\xbb\xbff(a)\n",
}


class Diff(WeftTest):
    def setUp(self):
        super().setUp()
        for name, content in FILES.items():
            self.write(name, content)

    def assertAppliesWith(self, *command):
        diff = self.wrap("--diff", "t")
        self.assertCode(diff, FOUND)
        self.assertCode(self.wrap("-o", "expected", "t"), DONE)
        done = subprocess.run(command, cwd=self.dir, input=diff.stdout, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertEqual(self.tree("t"), self.tree("expected"))

    @unittest.skipIf(shutil.which("git") is None, "needs git")
    def test_git_applies_it(self):
        self.assertAppliesWith("git", "apply", "-")

    @unittest.skipIf(shutil.which("patch") is None, "needs patch")
    def test_patch_applies_it(self):
        self.assertAppliesWith("patch", "--binary", "-p1", "--no-backup-if-mismatch")

    def test_the_form(self):
        result = self.wrap("--diff", "t/a.py")
        self.assertCode(result, FOUND)
        self.assertEqual(
            result.stdout.decode(),
            f"--- a/t/a.py\n+++ b/t/a.py\n@@ -1 +1 @@\n-{PLAIN}+{WRAPPED}",
        )

    def test_nothing_is_written(self):
        before = self.tree()
        self.wrap("--diff", "t")
        self.wrap("--check", "t")
        self.assertEqual(self.tree(), before)

    def test_bytes_that_are_no_utf8_are_printed_as_they_are(self):
        result = self.wrap("--diff", "t/latin.py")
        self.assertIn(b"-f('\xe9\xff')\n", result.stdout)

    def test_an_absolute_path_is_made_relative(self):
        result = self.wrap("--diff", self.dir / "t/a.py")
        self.assertTrue(result.stdout.startswith(f"--- a{self.dir}/t/a.py\n".encode()))

    def test_no_change_prints_nothing(self):
        result = self.wrap("--diff", "t/same.py")
        self.assertCode(result, DONE)
        self.assertEqual(result.stdout, b"")

    def test_of_standard_input(self):
        result = self.wrap("--diff", "--stdin-filename", "x/y.py", "-", stdin=PLAIN)
        self.assertCode(result, FOUND)
        self.assertTrue(result.stdout.startswith(b"--- a/x/y.py\n+++ b/x/y.py\n"))

    def test_colors_are_on_request(self):
        result = self.wrap("--diff", "--color", "always", "t/a.py")
        self.assertIn(b"\x1b[31m-f(a)\x1b[0m\n", result.stdout)
        self.assertNotIn(b"\x1b", self.wrap("--diff", "t/a.py").stdout)

    def test_check_names_the_files(self):
        self.write("t/bad.py", BROKEN)
        result = self.wrap("--check", "t")
        self.assertCode(result, SYNTAX_ERRORS)
        expected = sorted(name for name in FILES if name != "t/same.py")
        self.assertEqual(result.stdout.decode().splitlines(), expected)
        self.assertIn(b"6 files would be rewritten, 1 unchanged, 1 left alone", result.stderr)

    def test_check_of_standard_input(self):
        result = self.wrap("--check", "-", stdin=PLAIN)
        self.assertCode(result, FOUND)
        self.assertEqual(result.stdout, b"<stdin>\n")
        self.assertCode(self.wrap("--check", "-", stdin=UNCHANGED), DONE)

    def test_paths_with_odd_characters(self):
        shutil.rmtree(self.dir / "t")
        for name in ("a b.py", "tab\t.py", 'quote".py', "caf\u00e9.py", "new\nline.py"):
            self.write("t/" + name)
        if shutil.which("git") is None:
            self.skipTest("needs git")
        self.assertAppliesWith("git", "apply", "-")


if __name__ == "__main__":
    main()
