#!/usr/bin/env python3
"""Text that is no Python: a diagnostic, the same bytes, never a crash."""

import ast
import os
import random
import unittest
import warnings

from running import (
    DIAGNOSTIC,
    FOUND,
    IS_SANITIZED,
    MEGABYTE,
    OK,
    SYNTAX_ERRORS,
    UNIT,
    WRAPPER,
    WeftTest,
)


class InvalidPython(WeftTest):
    """Each is left alone, with the place of the error."""

    CASES = {
        "open bracket": (b"x = 1\ny = f(1,\n", 2),
        "unmatched bracket": (b"x = 1\ny = 2)\n", 2),
        "mismatched bracket": (b"f(1]\n", 1),
        "bracket closed by another line's": (b"x = [1,\n  2)\n", 2),
        "open string": (b"f(1)\nx = 'abc\n", 2),
        "open triple-quoted string": (b"f(1)\nx = '''abc\n\n", 2),
        "open f-string": (b"f(1)\nx = f'abc{x\n", 2),
        "open f-string field": (b"f(1)\nx = f'{a'\n", 2),
        "empty f-string field": (b"f(1)\nx = f'{}'\n", 2),
        "lone closing brace": (b"f(1)\nx = f'}'\n", 2),
        "unexpected indent": (b"f(1)\n  g(2)\n", 2),
        "missing block": (b"f(1)\nif x:\ny = 1\n", 3),
        "wrong dedent": (b"if f(1):\n    a\n  b\n", 3),
        "tabs and spaces": (b"if f(1):\n        a\n\tb\n", 3),
        "no colon": (b"def f(a)\n    g(1)\n", None),
        "backslash at the end": (b"f(1)\n\\", None),
        "text after a backslash": (b"f(1) + \\ 2\n", 1),
        "stray character": (b"f(1)\nx = $\n", 2),
        "question mark": (b"f(1)?\n", 1),
        "zero width space": (b"f(1)\nx\xe2\x80\x8b = 2\n", 2),
        "bad number": (b"f(1)\nx = 1_\n", 2),
        "long suffix": (b"f(1)\nx = 10L\n", 2),
        "bad prefix": (b"f(1)\nx = ub''\n", 2),
        "print statement": (b"f(1)\nprint 'x'\n", 2),
        "exec statement": (b"f(1)\nexec 'x'\n", 2),
        "backquotes": (b"f(1)\nx = `1`\n", 2),
        "old inequality": (b"f(1)\nx = 1 <> 2\n", 2),
        "half an expression": (b"f(1)\nx = \ny = 2\n", 2),
        "half an operation": (b"f(1)\nx = 1 +\ny = 2\n", 2),
        "half an import": (b"f(1)\nimport\n", 2),
        "half a definition": (b"f(1)\ndef\n", 2),
        "keyword as a name": (b"f(1)\nclass = 2\n", 2),
        "only an operator": (b"f(1)\n+\n", 2),
        "return in a module": (b"f(1)\nreturn\n", 2),
        "two expressions": (b"f(1)\na b\n", 2),
        "two commas": (b"f(1,,2)\n", 1),
        "lone else": (b"f(1)\nelse:\n    pass\n", 2),
        "merge conflict": (b"f(1)\n<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> b\n", 2),
        "json": (b'{"a": f(1), "b": [true, null}\n', 1),
        "shell": (b"#!/bin/sh\nset -e\nfor x in *; do echo $x; done\n", None),
        "html": (b"<!DOCTYPE html>\n<p>f(1)</p>\n", 1),
        "an octal number of Python 2": (b"f(1)\nx = 0777\n", 2),
        "try without except": (b"try:\n    f(1)\nx = 2\n", 3),
        "only quotes": (b"'\n", 1),
        "only a bracket": (b"(", 1),
    }

    def test_is_left_alone_with_a_diagnostic(self):
        for name, (data, line) in sorted(self.CASES.items()):
            with self.subTest(name):
                self.assert_rejected(data, line)

    def test_on_standard_input_comes_out_unchanged(self):
        data = b"x = f(1)\ny = g(2\n"
        result = self.run_weft("wrap", "--with", WRAPPER, "-", stdin=data, codes=(SYNTAX_ERRORS,))
        self.assertEqual(result.stdout, data)
        self.assert_diagnostics(result, "<stdin>")
        named = self.run_weft(
            "wrap",
            "--with",
            WRAPPER,
            "--stdin-filename",
            "a/b.py",
            "-",
            stdin=data,
            codes=(SYNTAX_ERRORS,),
        )
        self.assert_diagnostics(named, "a/b.py")

    def test_does_not_keep_the_rest_of_a_tree_from_being_rewritten(self):
        self.write("tree/bad.py", b"f(")
        self.write("tree/good.py", b"f(1)\n")
        self.run_weft(
            "wrap",
            "--with",
            WRAPPER,
            "-o",
            self.path("out"),
            self.path("tree"),
            codes=(SYNTAX_ERRORS,),
        )
        self.assertEqual(self.read("out", "bad.py"), b"f(")
        self.assertIn(b"_weft_wrap(f, 1)", self.read("out", "good.py"))

    def test_is_found_by_check(self):
        path = self.write("bad.py", b"f(\n")
        result = self.run_weft("check", path, codes=(FOUND,))
        self.assertRegex(result.stdout + result.stderr, rb"bad\.py:1:2: SyntaxError: ")


class DamagedFiles(WeftTest):
    """A real file cut off and changed anywhere: never a crash, and never a wrong output."""

    def check_tree(self, files):
        """Rewrite `files`, {name: bytes}, in one run, and check every output."""
        for name, data in files.items():
            self.write("tree/" + name, data)
        result = self.run_weft(
            "wrap",
            "--with",
            WRAPPER,
            "-v",
            "-o",
            self.path("out"),
            self.path("tree"),
            largest=max(map(len, files.values())),
        )
        rejected = set()
        for line in result.stderr.split(b"\n"):
            if DIAGNOSTIC.match(line) and b": error: " in line:
                rejected.add(os.path.basename(line.split(b":", 1)[0]).decode())
        accepted_wrongly = 0
        for name, data in files.items():
            output = self.read("out", name)
            if name in rejected:
                self.assertEqual(output, data, name)
                continue
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    ast.parse(data)
            except (SyntaxError, ValueError):
                accepted_wrongly += 1  # Some things only the validator knows.
                continue
            self.assert_faithful(data, output)
        return len(rejected), accepted_wrongly

    def test_cut_off_anywhere(self):
        text = b"import sys" + UNIT
        files = {
            "cut%04d.py" % end: text[:end] for end in range(0, len(text), 7 if IS_SANITIZED else 1)
        }
        num_rejected, num_accepted_wrongly = self.check_tree(files)
        self.assertGreater(num_rejected, len(files) // 2)
        self.assertLess(num_accepted_wrongly, len(files) // 20)

    def test_with_a_byte_changed(self):
        text = b"import sys" + UNIT
        source = random.Random(1)
        files = {}
        for number in range(100 if IS_SANITIZED else 1500):
            data = bytearray(text)
            for _ in range(source.randrange(1, 4)):
                place = source.randrange(len(data))
                kind = source.randrange(4)
                if kind == 0:
                    data[place] = source.choice(b"()[]{}'\"\\:,;#\n\t =*@.fx0")
                elif kind == 1:
                    del data[place : place + source.randrange(1, 10)]
                elif kind == 2:
                    data[place:place] = bytes([source.choice(b"()[]{}'\"\\:,;#\n\t =*@.fx0")])
                else:
                    data[place] = source.randrange(256)
            files["changed%04d.py" % number] = bytes(data)
        self.check_tree(files)

    def test_random_bytes(self):
        source = random.Random(2)
        files = {}
        for number in range(200):
            size = source.randrange(1, 400)
            alphabet = (
                bytes(range(256))
                if number % 2
                else b"()[]{}'\"\\:,;#\n\r\t\f =*@.fxr0if \xc3\xa4\x00"
            )
            files["random%03d.py" % number] = bytes(source.choice(alphabet) for _ in range(size))
        self.check_tree(files)


class Binary(WeftTest):
    def test_zero_bytes(self):
        for data in (b"\0", b"f(1)\0\n", b"x = '\0'\n", b"# \0\nf(1)\n", b"f(1)\n" + b"\0" * 100):
            with self.subTest(data):
                self.assert_rejected(data)

    def test_programs_and_archives(self):
        with open(os.environ.get("WEFT", "/bin/sh"), "rb") as file:
            program = file.read(MEGABYTE)
        for data in (
            program,
            b"PK\x03\x04" + bytes(range(256)) * 10,
            b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
            b"\x1f\x8b\x08",
        ):
            self.assert_rejected(data)

    def test_random_megabyte(self):
        self.assert_rejected(
            random.Random(3).getrandbits(8 * MEGABYTE).to_bytes(MEGABYTE, "little")
        )

    def test_every_byte_alone(self):
        for value in range(256):
            data = b"f(1)\n" + bytes([value]) + b"\n"
            result, output = self.wrap(data)
            self.assert_faithful(data, output)


if __name__ == "__main__":
    unittest.main()
