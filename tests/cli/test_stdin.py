"""`-` reads standard input, as a filter does."""

import os
import subprocess

from support import (BROKEN, DONE, ERROR, FOUND, PLAIN, SYNTAX_ERRORS, UNCHANGED, WEFT, WRAPPED,
                     WeftTest, main)


class Stdin(WeftTest):
    def test_a_filter(self):
        for source, expected in ((PLAIN, WRAPPED), (UNCHANGED, UNCHANGED), ("", "")):
            result = self.wrap("-", stdin=source)
            self.assertCode(result, DONE)
            self.assertEqual(result.stdout.decode(), expected)
            self.assertEqual(result.stderr, b"")

    def test_broken_input_comes_out_as_it_is(self):
        for source in (BROKEN.encode(), b"\xff\xfe\0binary", b"# coding: what\nf(a)\n"):
            result = self.wrap("-", stdin=source)
            self.assertCode(result, SYNTAX_ERRORS)
            self.assertEqual(result.stdout, source)
            self.assertRegex(result.stderr, rb"\A<stdin>:\d+:\d+: error: ")

    def test_its_name(self):
        result = self.weft("check", "--stdin-filename", "x/y.py", "-", stdin=BROKEN)
        self.assertCode(result, FOUND)
        self.assertTrue(result.stdout.startswith(b"x/y.py:1:5: SyntaxError: "))

    def test_to_a_file(self):
        self.assertCode(self.wrap("-o", "out.py", "-", stdin=PLAIN), DONE)
        self.assertEqual(self.read("out.py"), WRAPPED)
        umask = os.umask(0)
        os.umask(umask)
        self.assertEqual(self.mode("out.py"), 0o666 & ~umask)

    def test_to_standard_output_by_name(self):
        result = self.wrap("-o", "-", "-", stdin=PLAIN)
        self.assertEqual(result.stdout.decode(), WRAPPED)
        self.assertEqual(self.tree(), {})

    def test_into_a_tree(self):
        self.write("src/a.py")
        result = self.wrap("-o", "out", "src", "-", stdin=PLAIN)
        self.assertCode(result, ERROR)
        self.assertIn(b"needs --stdin-filename", result.stderr)
        result = self.wrap("-o", "out", "--stdin-filename", "b.py", "src", "-", stdin=PLAIN)
        self.assertCode(result, DONE)
        self.assertEqual(self.tree("out"), {"a.py": WRAPPED, "b.py": WRAPPED})

    def test_named_twice_it_is_read_once(self):
        result = self.weft("check", "-", "-", stdin=BROKEN)
        self.assertEqual(result.stdout.count(b"SyntaxError"), 1)

    def test_a_large_input(self):
        source = "f(a)\n" * 200000
        result = self.wrap("-", stdin=source)
        self.assertCode(result, DONE)
        self.assertEqual(result.stdout.count(b"_weft_wrap(f, a)\n"), 200000)

    def test_closed_input(self):
        done = subprocess.run(f"'{WEFT}' check - <&-", shell=True, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.assertCode(done, ERROR)
        self.assertIn(b"<stdin>: error: cannot read: bad file descriptor", done.stdout)

    def test_a_directory_as_input(self):
        directory = os.open("/", os.O_RDONLY)
        self.addCleanup(os.close, directory)
        result = self.weft("check", "-", stdin_file=directory)
        self.assertCode(result, ERROR)
        self.assertIn(b"<stdin>: error: cannot read: is a directory", result.stdout)


if __name__ == "__main__":
    main()
