"""`--in-place`: changed files only, each in one step."""

import os

from support import (BROKEN, DONE, ERROR, PLAIN, SYNTAX_ERRORS, UNCHANGED, WRAPPED, WeftTest, main)


class InPlace(WeftTest):
    def status(self, name):
        """What tells a file that was written from one that was only read."""
        status = os.stat(self.dir / name)
        return status.st_ino, status.st_mode, status.st_size, status.st_mtime_ns

    def test_only_changed_files_are_written(self):
        self.write("t/a.py", PLAIN, 0o755)
        self.write("t/same.py", UNCHANGED)
        self.write("t/bad.py", BROKEN)
        self.write("t/other.txt", "f(a)\n")
        before = {name: self.status("t/" + name) for name in ("same.py", "bad.py")}
        result = self.wrap("--in-place", "t")
        self.assertCode(result, SYNTAX_ERRORS)
        self.assertEqual(
            self.tree("t"),
            {"a.py": WRAPPED, "same.py": UNCHANGED, "bad.py": BROKEN, "other.txt": "f(a)\n"},
        )
        self.assertEqual(self.mode("t/a.py"), 0o755)
        for name, status in before.items():
            self.assertEqual(self.status("t/" + name), status)
        self.assertEqual(result.stdout, b"")

    def test_one_file(self):
        self.write("a.py")
        self.assertCode(self.wrap("--in-place", "a.py"), DONE)
        self.assertEqual(self.tree(), {"a.py": WRAPPED})

    def test_bytes_outside_of_edits_stay(self):
        source = "# coding: latin-1\r\ns = '\xe9'\r\nf(a) # \xfc"
        self.write("a.py", source.encode("latin-1"))
        self.assertCode(self.wrap("--in-place", "a.py"), DONE)
        written = (self.dir / "a.py").read_bytes().decode("latin-1")
        self.assertEqual(written.count("\r\n"), source.count("\r\n"))
        self.assertIn("s = '\xe9'\r\n", written)
        self.assertTrue(written.endswith(" # \xfc"))

    def test_overlapping_arguments_are_rewritten_once(self):
        self.write("t/sub/a.py")
        self.assertCode(self.wrap("--in-place", "t", "t/sub", "./t/sub/a.py", "t/../t"), DONE)
        self.assertEqual(self.read("t/sub/a.py"), WRAPPED)

    def test_a_hard_link_elsewhere_keeps_its_content(self):
        self.write("t/a.py")
        os.link(self.dir / "t/a.py", self.dir / "copy.py")
        self.assertCode(self.wrap("--in-place", "t"), DONE)
        self.assertEqual(self.read("t/a.py"), WRAPPED)
        self.assertEqual(self.read("copy.py"), PLAIN)

    def test_not_for_standard_input(self):
        self.assertCode(self.wrap("--in-place", "-", stdin=PLAIN), ERROR)

    def test_a_read_only_directory(self):
        self.heed_modes()
        self.write("t/a.py")
        (self.dir / "t").chmod(0o500)
        result = self.wrap("--in-place", "t")
        self.assertCode(result, ERROR)
        self.assertIn(b"t/a.py: error: cannot write: permission denied", result.stderr)
        self.assertEqual(self.tree("t"), {"a.py": PLAIN})

    def test_where_nobody_can_write(self):
        # /proc refuses new files to root as well.
        if not os.path.exists("/proc/sys/kernel"):
            self.skipTest("no /proc")
        self.write("a.py")
        result = self.wrap("-o", "/proc/sys/kernel/weft.py", "a.py")
        self.assertCode(result, ERROR)
        self.assertIn(b"error: cannot write: ", result.stderr)


if __name__ == "__main__":
    main()
