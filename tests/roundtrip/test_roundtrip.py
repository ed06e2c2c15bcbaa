"""Without a pass, every output is its input, byte for byte, whatever the input is."""

import filecmp
import os
import subprocess
import sys
import sysconfig
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "oracle"))

from corpus_copy import copy_files

WEFT = os.environ["WEFT"]
STEP = 8 if os.environ.get("WEFT_SANITIZED") in ("1", "ON") else 1  # Every STEPth file.

# Layouts that a printer could be tempted to tidy up, and bytes that are no program at all.
TRICKY = {
    "empty": b"",
    "no_final_newline": b"x = 1",
    "only_a_comment": b"# nothing",
    "only_blank_lines": b"\n\n\n",
    "only_spaces": b"   ",
    "byte_order_mark": b"\xef\xbb\xbfx = 1\n",
    "only_a_byte_order_mark": b"\xef\xbb\xbf",
    "carriage_returns": b"x = 1\ry = 2\r",
    "dos_line_ends": b"if x:\r\n    y\r\n",
    "mixed_line_ends": b"a\r\nb\nc\rd\r\n\re\n\r",
    "form_feeds": b"\x0cdef f():\n    pass\n\x0c\n\x0cx = 1\n",
    "tabs": b"if x:\n\ty = 1\n\tif z:\n\t\tw = 2\n",
    "trailing_blanks": b"x = 1   \n\t\n  # c  \t\n",
    "continuations": b"x = \\\n  1\nif a and \\\n   b:\n  pass\n",
    "latin_1": b"# -*- coding: latin-1 -*-\nx = '\xe9\xff'\n",
    "shift_jis": b"# coding: shift_jis\nx = '\x83\x5c'\n",
    "utf_16": "x = 1\n".encode("utf-16"),
    "null_bytes": b"x = '\x00'\n",
    "invalid_utf_8": b"x = '\xff\xfe'\n",
    "binary": bytes(range(256)) * 16,
    "a_syntax_error": b"def f(:\n  pass\n",
    "an_open_bracket": b"x = (1,\n",
    "an_unterminated_string": b"x = 'abc\n",
    "an_f_string_with_everything": b"f'{x!r:>{w}}{{}}{y=}\\N{DASH}' rf'{a}\\{b}'\n",
}


def rewrite_without_passes(source, output):
    return subprocess.run(
        [WEFT, "rewrite", "--passes", "", "--quiet", "-o", output, source],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


class RoundTrip(unittest.TestCase):
    def assert_same_files(self, source, output, names):
        match, mismatch, errors = filecmp.cmpfiles(source, output, names, shallow=False)
        self.assertEqual(([], []), (mismatch, errors))
        self.assertEqual(len(names), len(match))

    def test_tricky_files_come_back_unchanged(self):
        with tempfile.TemporaryDirectory() as folder:
            source = os.path.join(folder, "in")
            output = os.path.join(folder, "out")
            os.mkdir(source)
            names = [name + ".py" for name in TRICKY]
            for name, content in TRICKY.items():
                with open(os.path.join(source, name + ".py"), "wb") as file:
                    file.write(content)
            done = rewrite_without_passes(source, output)
            self.assertEqual(3, done.returncode, done.stderr)
            self.assert_same_files(source, output, names)

    def test_the_standard_library_comes_back_unchanged(self):
        with tempfile.TemporaryDirectory() as folder:
            source = os.path.join(folder, "in")
            output = os.path.join(folder, "out")
            num_files, _ = copy_files(sysconfig.get_paths()["stdlib"], source, STEP)
            done = rewrite_without_passes(source, output)
            self.assertIn(done.returncode, (0, 3), done.stderr)
            names = [
                os.path.relpath(os.path.join(folder, name), output)
                for folder, _, files in os.walk(output)
                for name in files
            ]
            self.assertEqual(num_files, len(names))
            self.assertGreater(num_files, 500 / STEP)
            self.assert_same_files(source, output, names)


if __name__ == "__main__":
    unittest.main()
