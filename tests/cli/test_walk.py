"""Which files a directory stands for."""

import os
import socket
import subprocess
import time

from support import BROKEN, DONE, ERROR, FOUND, PLAIN, WEFT, WeftTest, main


class Walk(WeftTest):
    def found(self, *args, cwd=None):
        """The files that a walk takes: all of them would change."""
        result = self.wrap("--check", *args, cwd=cwd)
        self.result = result
        return result.stdout.decode().splitlines()

    def test_python_files_only(self):
        for name in ("a.py", "b.pyi", "c.pyw", "d.txt", "py", "e.PY", "sub/f.py", "sub/deep/g.py"):
            self.write("t/" + name)
        self.assertEqual(self.found("t"), ["t/a.py", "t/sub/deep/g.py", "t/sub/f.py"])

    def test_hidden_entries_and_caches_are_skipped(self):
        for name in (".a.py", ".venv/b.py", "__pycache__/c.py", "d/__pycache__/e.py", "f.py"):
            self.write("t/" + name)
        self.assertEqual(self.found("t"), ["t/f.py"])

    def test_a_hidden_directory_is_taken_when_named(self):
        self.write(".hidden/a.py")
        self.write("__pycache__/b.py")
        self.assertEqual(self.found(".hidden"), [".hidden/a.py"])
        self.assertEqual(self.found("__pycache__"), ["__pycache__/b.py"])

    def test_a_named_file_is_taken_whatever_it_is_called(self):
        for name in ("a.txt", "b", ".c", "d.pyi"):
            self.write(name)
            self.assertEqual(self.found(name), [name])

    def test_a_directory_named_like_a_file_is_walked(self):
        self.write("t/x.py/inner.py")
        self.assertEqual(self.found("t"), ["t/x.py/inner.py"])
        self.assertEqual(self.found("t/x.py"), ["t/x.py/inner.py"])

    def test_paths_are_sorted_and_plain(self):
        for name in ("b/x.py", "a/x.py", "a-b/x.py", "c.py"):
            self.write(name)
        expected = ["a-b/x.py", "a/x.py", "b/x.py", "c.py"]
        for argument in (".", "./", ".//."):
            self.assertEqual(self.found(argument), expected)
        self.assertEqual(self.found("./a//"), ["a/x.py"])
        self.assertEqual(self.found("c.py", "b", "a"), ["a/x.py", "b/x.py", "c.py"])
        self.assertEqual(self.found("../b", cwd=self.dir / "a"), ["../b/x.py"])

    def test_a_file_named_twice_is_taken_once(self):
        self.write("t/a.py")
        self.assertEqual(self.found("t", "t/a.py", "./t/a.py", "t/../t"), ["t/a.py"])

    def test_an_empty_directory_is_worth_a_warning(self):
        (self.dir / "t").mkdir()
        self.assertEqual(self.found("t"), [])
        self.assertCode(self.result, DONE)
        self.assertIn(b"t: warning: no Python file found in this directory", self.result.stderr)

    def test_names_that_are_not_utf8(self):
        name = os.fsdecode(b"t/\xff\xfe.py")
        self.write(name)
        result = self.wrap("--check", "t")
        self.assertEqual(result.stdout, b"t/\xff\xfe.py\n")
        result = self.wrap("-o", "out", "t")
        self.assertCode(result, DONE)
        self.assertEqual(os.listdir(os.fsencode(self.dir / "out")), [b"\xff\xfe.py"])

    def test_special_files_are_not_opened(self):
        self.write("t/a.py")
        os.mkfifo(self.dir / "t/pipe.py")
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(self.dir / "t/socket.py"))
            self.assertEqual(self.found("t"), ["t/a.py"])
        for name in (b"pipe.py", b"socket.py"):
            self.assertIn(name + b": warning: neither a file nor a directory", self.result.stderr)
        self.assertCode(self.wrap("t/pipe.py"), ERROR)

    def test_a_path_through_a_file(self):
        self.write("a.py")
        result = self.weft("check", "a.py/b.py")
        self.assertCode(result, ERROR)
        self.assertIn(b"a.py/b.py: error: cannot open: not a directory", result.stderr + result.stdout)
        self.assertCode(self.weft("check", "a.py/"), ERROR)
        self.assertCode(self.weft("check", ""), ERROR)

    def test_a_deep_tree(self):
        # Each name is short, but the whole path is longer than the system opens at once.
        depth = 1100
        os.chdir(self.dir)
        os.mkdir("t")
        os.chdir("t")
        for _ in range(depth):
            os.mkdir("deep")
            os.chdir("deep")
        os.chdir(self.dir)
        self.write("t/a.py")
        self.assertEqual(self.found("t"), ["t/a.py"])
        self.assertCode(self.result, ERROR)
        self.assertIn(b"cannot list the directory: file name too long", self.result.stderr)

    def test_what_may_not_be_read(self):
        self.heed_modes()
        self.write("t/a.py")
        self.write("t/closed.py").chmod(0)
        self.write("t/shut/b.py")
        (self.dir / "t/shut").chmod(0)
        self.assertEqual(self.found("t"), ["t/a.py"])
        self.assertCode(self.result, ERROR)
        self.assertIn(b"t/closed.py: error: cannot read: permission denied", self.result.stderr)
        self.assertIn(b"t/shut: error: cannot list the directory: permission", self.result.stderr)

    def test_what_cannot_be_read_by_anybody(self):
        # Reading /proc/self/mem fails at its first byte, for root as well.
        if not os.path.exists("/proc/self/mem"):
            self.skipTest("no /proc")
        self.write("bad.py", BROKEN)
        result = self.weft("check", "/proc/self/mem", "bad.py")
        self.assertCode(result, ERROR)
        self.assertIn(b"/proc/self/mem: error: cannot read: ", result.stdout)
        self.assertIn(b"bad.py:1:5: SyntaxError", result.stdout)

    def test_files_that_vanish_behind_the_walk(self):
        for name in ("a.py", "b.py", "c.py"):
            self.write("t/" + name)
        # Standard input comes first; while it is waited for, the walk is long over.
        process = subprocess.Popen([WEFT, "wrap", "--with", "m:n", "-j1", "-o", "out", "-v",
                                    "--stdin-filename", "0.py", "-", "t"],
                                   cwd=self.dir, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        while not (self.dir / "out").exists():
            time.sleep(0.001)
        (self.dir / "t/b.py").unlink()
        _, stderr = process.communicate(PLAIN.encode(), timeout=60)
        self.assertEqual(process.returncode, DONE)
        self.assertIn(b"t/b.py: warning: vanished while the tree was being read", stderr)
        self.assertEqual(sorted(self.tree("out")), ["0.py", "a.py", "c.py"])

    def test_check_goes_on_behind_a_bad_file(self):
        self.write("t/a.py", BROKEN)
        self.write("t/b.py", b"\xff\xfe")
        self.write("t/c.py", b"x = 1\0")
        self.write("t/d.py", PLAIN)
        result = self.weft("check", "t")
        self.assertCode(result, FOUND)
        for name in ("a", "b", "c"):
            self.assertRegex(result.stdout.decode(), rf"(?m)^t/{name}\.py:\d+:\d+: SyntaxError: ")
        self.assertNotIn(b"d.py", result.stdout)


if __name__ == "__main__":
    main()
