#!/usr/bin/env python3
"""Tests that `ast_compare.py` sees what it is there to see."""

import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import ast_compare  # noqa: E402

IMPORT = "from m import n as _weft_wrap"
GUARD = (
    "from weft.runtime import guard as _weft_guard; %s; _weft_wrap = _weft_guard(_weft_wrap)"
    % IMPORT
)


def compare(source, output, added_line=None):
    """Return the differences between two texts."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("a.py", "b.py")]
        for path, text in zip(paths, (source, output)):
            with open(path, "w", newline="") as file:
                file.write(text)
        return ast_compare.compare_file(("x", paths[0], paths[1], added_line, "m:n"))


class AstCompareTest(unittest.TestCase):
    def assert_same(self, source, output, num_calls, added_line=None):
        result = compare(source, output, added_line)
        self.assertEqual(result.lines, [])
        self.assertEqual((result.num_calls, result.num_moved), (num_calls, 0))

    def assert_differs(self, source, output, text, added_line=None):
        lines = compare(source, output, added_line).lines
        self.assertTrue(any(text in line for line in lines), lines)

    def test_accepts_wrapped_calls(self):
        self.assert_same(
            "x = f(a, k=1)(*b)\n", IMPORT + "; x = _weft_wrap(_weft_wrap(f, a, k=1), *b)\n", 2
        )
        self.assert_same("f(x for x in y)\n", IMPORT + "; _weft_wrap(f, (x for x in y))\n", 1)
        self.assert_same("'''doc'''\nf(\n1)\n", "'''doc'''; %s\n_weft_wrap(f, \n1)\n" % IMPORT, 1)
        self.assert_same(
            "'doc'\nfrom __future__ import division\nf()\n",
            "'doc'\nfrom __future__ import division; %s\n_weft_wrap(f)\n" % IMPORT,
            1,
        )

    def test_accepts_guarded_calls(self):
        self.assert_same(
            "f(a)(x for x in y)\n", GUARD + "; _weft_wrap(_weft_wrap(f)(a))(x for x in y)\n", 2
        )

    def test_accepts_what_is_left_alone_with_a_reason(self):
        self.assert_same("x = locals(), f'{f(1)=}'\n", "x = locals(), f'{f(1)=}'\n", 0)
        self.assert_same("x = super(), f(1)\n", IMPORT + "; x = super(), _weft_wrap(f, 1)\n", 1)
        if sys.version_info >= (3, 14):
            self.assert_same("x = t'{f(1)}'\n", "x = t'{f(1)}'\n", 0)

    def test_accepts_a_line_that_was_announced(self):
        self.assert_same(
            "def g():\n  f(1)\n", IMPORT + "\ndef g():\n  _weft_wrap(f, 1)\n", 1, added_line=1
        )

    def test_takes_another_name_where_the_usual_one_is_in_use(self):
        self.assert_same(
            "_weft_wrap = f(1)\n",
            "from m import n as _weft__wrap; _weft_wrap = _weft__wrap(f, 1)\n",
            1,
        )
        self.assert_differs(
            "_weft_wrap = f(1)\n", IMPORT + "; _weft_wrap = _weft_wrap(f, 1)\n", "became"
        )

    def test_rejects_another_program(self):
        self.assert_differs("f(a)\n", IMPORT + "; _weft_wrap(f, b)\n", "'a' became 'b'")
        self.assert_differs("f(a)\n", IMPORT + "; _weft_wrap(f)\n", "1 elements became 0")
        self.assert_differs("f(a)\n", IMPORT + "; _weft_wrap(a, f)\n", "became")
        self.assert_differs(
            "f(x for x in y)\n",
            IMPORT + "; _weft_wrap(f, [x for x in y])\n",
            "GeneratorExp became a ListComp",
        )
        self.assert_differs("f(0.0)\n", IMPORT + "; _weft_wrap(f, -0.0)\n", "became")
        self.assert_differs("f(1)\n", IMPORT + "; _weft_wrap(f, 1.0)\n", "became")
        self.assert_differs("f(1)\nx\n", IMPORT + "; _weft_wrap(f, 1)\n", "elements became")
        self.assert_differs("x\n", "x;\n", "changed, but no call is wrapped")

    def test_rejects_calls_left_alone_without_a_reason(self):
        self.assert_differs("f(1)\n", "f(1)\n", "left alone without a reason")
        self.assert_differs(
            "g(f(1))\n", IMPORT + "; _weft_wrap(g, f(1))\n", "left alone without a reason"
        )
        self.assert_differs("x = f'x={f(1)}'\n", "x = f'x={f(1)}'\n", "left alone without a reason")
        self.assert_differs(
            "def g(a: f(1)): h(2)\n",
            IMPORT + "\ndef g(a: f(1)): _weft_wrap(h, 2)\n",
            "left alone",
            1,
        )

    def test_rejects_moved_lines(self):
        self.assert_differs(
            "f(1)\ng(2)\n", IMPORT + "; _weft_wrap(f, 1); _weft_wrap(g,\n2)\n", "moved"
        )
        self.assert_differs("f(1)\n", IMPORT + "\n_weft_wrap(f, 1)\n", "1 line ends became 2")
        self.assert_differs("f(\n1)\n", IMPORT + "; _weft_wrap(f, 1)\n", "moved")
        self.assert_differs("f(1)\r\n", IMPORT + "; _weft_wrap(f, 1)\n", "a line end changed")
        self.assertEqual(compare("f(\n1)\n", IMPORT + "; _weft_wrap(f, 1)\n\n").num_moved, 2)

    def test_rejects_output_that_is_no_python(self):
        self.assert_differs("f(1)\n", IMPORT + "; _weft_wrap(f, 1\n", "output is not Python")
        self.assert_differs(
            "x = [f(1)]\n", IMPORT + "; x = [_weft_wrap(f, 1)]; return\n", "does not compile"
        )

    def test_rejects_a_changed_file_that_is_no_python(self):
        self.assert_differs("f(1\n", IMPORT + "; _weft_wrap(f, 1\n", "rejected by Python")
        self.assertTrue(compare("f(1\n", "f(1\n").is_rejected)

    def test_rejects_a_misplaced_prologue(self):
        self.assert_differs(
            "x = 1\nf(1)\n", "x = 1\n%s; _weft_wrap(f, 1)\n" % IMPORT, "precedes the prologue"
        )
        self.assert_differs(
            "f(1)\n", "from other import n as _weft_wrap; _weft_wrap(f, 1)\n", "imports other:n"
        )

    def test_is_no_recursion(self):
        chain = "x = a" + " + b" * 700 + "\n"
        self.assert_same("f(1)\n" + chain, IMPORT + "; _weft_wrap(f, 1)\n" + chain, 1)


if __name__ == "__main__":
    unittest.main()
