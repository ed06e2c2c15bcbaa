#!/usr/bin/env python3
"""Strange things in a tree, and on the way to the output."""

import json
import os
import shutil
import socket
import stat
import subprocess
import threading
import time
import unittest

from running import (
    FAILED,
    OK,
    PROBLEM,
    SYNTAX_ERRORS,
    WEFT,
    WRAPPER,
    WeftTest,
    drop_privileges,
    limit_file_size,
    without_record,
)


class Trees(WeftTest):
    """Strange things in a tree, and on the way to the output."""

    def wrap_tree(self, *arguments, codes=(OK,), **options):
        return self.run_weft(
            "wrap",
            "--with",
            WRAPPER,
            *arguments,
            "-o",
            self.path("out"),
            self.path("tree"),
            codes=codes,
            **options,
        )

    def output_names(self):
        found = []
        for folder, folders, files in os.walk(self.path("out")):
            for name in files:
                found.append(os.path.relpath(os.path.join(folder, name), self.path("out")))
        return sorted(found)

    def test_links_that_lead_nowhere_or_around(self):
        self.write("tree/good.py", b"f(1)\n")
        self.write("outside/secret.py", b"f(1)\n")
        os.symlink("missing.py", self.path("tree", "dangling.py"))
        os.symlink("loop.py", self.path("tree", "loop.py"))
        os.symlink("b", self.path("tree", "a"))
        os.symlink("a", self.path("tree", "b"))
        os.symlink(".", self.path("tree", "self"))
        os.symlink("..", self.path("tree", "parent"))
        os.symlink(os.path.join("..", "outside", "secret.py"), self.path("tree", "secret.py"))
        os.symlink(self.path("outside"), self.path("tree", "outside"))
        for extra in ((), ("--copy-others",)):
            with self.subTest(extra):
                result = self.wrap_tree(*extra)
                self.assertIn(b"_weft_wrap(f, 1)", self.read("out", "good.py"))
                self.assertFalse(os.path.exists(self.path("out", "secret.py")))
                self.assertFalse(os.path.exists(self.path("out", "outside", "secret.py")))
                self.assertEqual(self.read("outside", "secret.py"), b"f(1)\n")
                for line in result.stderr.splitlines():
                    self.assertTrue(PROBLEM.match(line) or b"rewritten" in line, line)

    def test_directories_named_like_files(self):
        self.write("tree/x.py/inner.py", b"f(1)\n")
        os.makedirs(self.path("tree", "empty.py"))
        self.wrap_tree()
        self.assertEqual(self.output_names(), ["x.py/inner.py"])
        self.run_weft("wrap", "--with", WRAPPER, self.path("tree", "x.py"), codes=(FAILED,))

    def test_things_that_are_no_files(self):
        self.write("tree/good.py", b"f(1)\n")
        os.mkfifo(self.path("tree", "fifo.py"))
        with socket.socket(socket.AF_UNIX) as server:
            here = os.getcwd()
            os.chdir(self.path("tree"))  # The path of a socket must be short.
            try:
                server.bind("socket.py")
            finally:
                os.chdir(here)
            for extra in ((), ("--copy-others",)):
                self.wrap_tree(*extra)
                self.assertEqual(self.output_names(), ["good.py"])
        result = self.run_weft(
            "wrap", "--with", WRAPPER, self.path("tree", "missing.py"), codes=(FAILED,)
        )
        self.assertRegex(result.stderr, PROBLEM)

    def test_names(self):
        names = [
            b"with space.py",
            b"-dash.py",
            b"--with.py",
            b"@at.py",
            b"new\nline.py",
            b"quote'\".py",
            b"\xff\xfe.py",
            b"tab\t.py",
            "\u00e4\u65e5\U0001f40d.py".encode(),
            b"semi;colon&.py",
            b"a" * 250 + b".py",
            b"star*.py",
            b"..py",
            b"x.PY",
            b"py",
        ]
        for name in names:
            self.write(b"tree/" + name, b"f(1)\n")
        self.write("tree/.hidden.py", b"f(1)\n")
        self.wrap_tree("--manifest", self.path("manifest.json"))
        found = sorted(os.listdir(os.fsencode(self.path("out"))))
        expected = sorted(
            name for name in names if name.endswith(b".py") and not name.startswith(b".")
        )
        self.assertEqual(found, expected)
        json.loads(self.read("manifest.json").decode("utf-8", "replace"))
        bad = b"tree/bad\nname.py"
        self.write(bad, b"f(\n")
        result = self.wrap_tree(codes=(SYNTAX_ERRORS,))
        self.assertRegex(result.stderr, rb":1:2: error: ")

    def test_deep_folders(self):
        path = "tree" + "/d" * 500
        self.write(path + "/deep.py", b"f(1)\n")
        self.wrap_tree()
        self.assertEqual(len(self.output_names()), 1)

    def test_without_permission_to_read(self):
        self.write("tree/good.py", b"f(1)\n")
        secret = self.write("tree/secret.py", b"f(1)\n")
        self.write("tree/closed/inner.py", b"f(1)\n")
        os.chmod(secret, 0)
        os.chmod(self.path("tree", "closed"), 0)
        os.makedirs(self.path("out"))
        os.chmod(self.path("out"), 0o777)
        try:
            result = self.wrap_tree(codes=(FAILED,), prepare=drop_privileges)
        finally:
            os.chmod(self.path("tree", "closed"), 0o755)
        self.assertIn(b"_weft_wrap(f, 1)", self.read("out", "good.py"))
        self.assertEqual(self.output_names(), ["good.py"])
        self.assertRegex(result.stderr, rb"secret\.py: error: ")
        self.assertRegex(result.stderr, rb"closed: error: ")

    def test_without_permission_to_write(self):
        path = self.write("tree/good.py", b"f(1)\n")
        os.makedirs(self.path("closed"))
        os.chmod(self.path("closed"), 0o555)
        for target in (("closed", "out"), ("closed", "out", "deeper")):
            result = self.run_weft(
                "wrap",
                "--with",
                WRAPPER,
                "-o",
                self.path(*target),
                self.path("tree"),
                codes=(FAILED,),
                prepare=drop_privileges,
            )
            self.assertRegex(result.stderr, PROBLEM)
        os.chmod(self.path("tree"), 0o555)
        os.chmod(path, 0o444)
        self.run_weft(
            "wrap", "--with", WRAPPER, "--in-place", path, codes=(FAILED,), prepare=drop_privileges
        )
        self.assertEqual(self.read("tree", "good.py"), b"f(1)\n")
        self.assertEqual(os.listdir(self.path("tree")), ["good.py"])
        os.chmod(self.path("tree"), 0o755)

    def test_output_in_the_way(self):
        self.write("tree/a/b.py", b"f(1)\n")
        self.write("out/a", b"a file where a folder must be")
        result = self.wrap_tree(codes=(FAILED,))
        self.assertRegex(result.stderr, PROBLEM)
        self.assertEqual(self.read("out", "a"), b"a file where a folder must be")
        shutil.rmtree(self.path("out"))
        os.makedirs(self.path("out", "a", "b.py"))
        self.assertRegex(self.wrap_tree(codes=(FAILED,)).stderr, PROBLEM)

    def test_output_that_is_a_link(self):
        self.write("tree/a.py", b"f(1)\n")
        self.write("tree/d/b.py", b"f(1)\n")
        target = self.write("precious.py", b"precious\n")
        os.makedirs(self.path("elsewhere"))
        os.makedirs(self.path("out"))
        os.symlink(target, self.path("out", "a.py"))
        os.symlink(self.path("elsewhere"), self.path("out", "d"))
        self.wrap_tree(codes=(OK, FAILED))
        self.assertEqual(self.read("precious.py"), b"precious\n")
        self.assertEqual(os.listdir(self.path("elsewhere")), [])

    def test_full_disk(self):
        large = b"f(1)\n" * 2000
        self.write("tree/large.py", large)
        self.write("tree/small.py", b"f(1)\n")
        result = self.wrap_tree(codes=(FAILED,), prepare=limit_file_size)
        self.assertRegex(result.stderr, rb"large\.py: error: ")
        self.assertEqual(self.output_names(), ["small.py"])
        path = self.path("tree", "large.py")
        self.run_weft(
            "wrap", "--with", WRAPPER, "--in-place", path, codes=(FAILED,), prepare=limit_file_size
        )
        self.assertEqual(self.read("tree", "large.py"), large)
        self.assertEqual(sorted(os.listdir(self.path("tree"))), ["large.py", "small.py"])

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full")
    def test_full_standard_output(self):
        path = self.write("a.py", b"f(1)\n" * 10000)
        result = self.run_weft(
            "wrap", "--with", WRAPPER, path, codes=(FAILED,), stdout_path="/dev/full"
        )
        self.assertIn(b"error: ", result.stderr)

    def test_files_that_vanish(self):
        for number in range(2000):
            self.write("tree/d%d/f%d.py" % (number % 40, number), b"import sys\nf(%d)\n" % number)
        removing = threading.Thread(target=shutil.rmtree, args=(self.path("tree"), True))
        removing.start()
        result = self.wrap_tree(codes=(OK, FAILED))
        removing.join()
        for name in self.output_names():
            self.assertRegex(
                without_record(self.read("out", name)),
                rb"\Afrom weft_bad_input import wrap as _weft_wrap; import sys\n_weft_wrap\(f, \d+\)\n\Z",
            )
        for line in result.stderr.splitlines():
            self.assertTrue(PROBLEM.match(line) or b"rewritten" in line or not line, line)

    def test_killed_runs_leave_nothing_half_written(self):
        data = b"f(1)\n" * 20000
        for number in range(100):
            self.write("tree/f%d.py" % number, data)
        expected = self.wrap(data)[1]
        for delay in (0.005, 0.02, 0.05, 0.1):
            shutil.rmtree(self.path("out"), ignore_errors=True)
            self.interrupt(delay)
            for name in self.output_names() if os.path.exists(self.path("out")) else []:
                if name.endswith(".py"):
                    self.assertEqual(self.read("out", name), expected, name)

    def interrupt(self, delay):
        process = subprocess.Popen(
            [WEFT, "wrap", "--with", WRAPPER, "-o", self.path("out"), self.path("tree")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(delay)
        process.kill()
        process.wait()

    def test_modes_are_kept(self):
        for mode in (0o755, 0o600, 0o444, 0o640):
            path = self.write("tree/m%o.py" % mode, b"f(1)\n")
            os.chmod(path, mode)
        self.wrap_tree()
        for name in self.output_names():
            mode = stat.S_IMODE(os.stat(self.path("out", name)).st_mode)
            self.assertEqual("m%o.py" % mode, name)

    def test_file_given_twice_and_output_over_input(self):
        path = self.write("a.py", b"f(1)\n")
        self.run_weft("wrap", "--with", WRAPPER, "-o", path, path, codes=(FAILED,))
        self.assertEqual(self.read("a.py"), b"f(1)\n")
        self.run_weft("wrap", "--with", WRAPPER, "--in-place", path, path, codes=(OK, FAILED))
        self.assertEqual(self.read("a.py").count(b"_weft_wrap(f, 1)"), 1)

    def test_wrapping_what_is_wrapped(self):
        _, once = self.wrap(b"f(1)\n", codes=(OK,))
        for data in (once, without_record(once)):
            path = self.write("twice.py", data)
            result = self.run_weft(
                "wrap", "--with", WRAPPER, "-o", self.path("out.py"), path, codes=(SYNTAX_ERRORS,)
            )
            self.assertRegex(result.stderr, rb"\[(AlreadyRewritten|InjectedImport)\]")
            self.assertEqual(self.read("out.py"), data)


if __name__ == "__main__":
    unittest.main()
