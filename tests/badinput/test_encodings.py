#!/usr/bin/env python3
"""Encodings, byte order marks, line ends, tabs and form feeds."""

import random
import unittest

from running import OK, SYNTAX_ERRORS, WeftTest


class Encodings(WeftTest):
    """Where Python decodes it, it is rewritten or refused; where Python does not, it is refused."""

    TEXT = 'x = f("\u00e4\u00f6\u00fc")  # \u00df\n\u00e9 = g(x)\n'

    def check(self, data, must_rewrite=False):
        result, output = self.wrap(data, codes=(OK,) if must_rewrite else (OK, SYNTAX_ERRORS))
        self.assert_faithful(
            data, output, result.stderr, may_leave_alone=result.code == SYNTAX_ERRORS
        )
        return result

    def test_declared_encodings(self):
        texts = {
            "latin-1": self.TEXT,
            "iso-8859-15": self.TEXT,
            "cp1252": self.TEXT,
            "utf-8": self.TEXT,
            "mac-roman": self.TEXT,
            "koi8-r": "x = f('\u0434\u0430')\n\u0434 = g(x)\n",
            "cp1251": "x = f('\u0434\u0430')\n",
            "cp437": self.TEXT,
            "iso-8859-7": "x = f('\u03b1')\n",
            "ascii": "x = f('a')\n",
            "cp1256": "x = f('\u0633')\n",
        }
        for name, text in sorted(texts.items()):
            with self.subTest(name):
                self.check(("# coding: %s\n%s" % (name, text)).encode(name), must_rewrite=True)

    def test_encodings_of_many_bytes(self):
        # In some of these, bytes of ASCII characters occur inside of other characters.
        texts = {
            "shift_jis": "x = f('\u8868\u30bd\u4e88')\n",
            "euc-jp": "x = f('\u65e5\u672c')\n",
            "gbk": "x = f('\u4e2d\u6587\u8a89')\n",
            "gb18030": "x = f('\u4e2d\u20ac\U0001f40d')\n",
            "big5": "x = f('\u4e2d\u529f\u8a31')\n",
            "euc-kr": "x = f('\ud55c')\n",
            "cp932": "x = f('\u8868\u30bd')\n",
            "iso-2022-jp": "x = f('\u65e5\u672c')\n",
            "utf-7": "x = f('\u00e4')\n",
            "utf-8-sig": self.TEXT,
            "hz": "x = f('\u4e2d')\n",
        }
        for name, text in sorted(texts.items()):
            with self.subTest(name):
                self.check(("# coding: %s\n%s" % (name, text)).encode(name))

    def test_unknown_encodings(self):
        for name in (
            b"no-such-encoding",
            b"latin-99",
            b"\xc3\xa4",
            b"utf-9",
            b"hex",
            b"rot13",
            b"base64",
            b"unicode_escape",
        ):
            with self.subTest(name):
                data = b"# coding: " + name + b"\nf(1)\n"
                self.check(data)

    def test_wide_encodings(self):
        for name in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"):
            for cookie in ("", "# coding: %s\n" % name):
                with self.subTest(name=name, cookie=cookie):
                    self.assert_rejected((cookie + self.TEXT).encode(name))

    def test_undecodable_bytes(self):
        for bad in (
            b"\xff",
            b"\xc3",
            b"\x80",
            b"\xc0\x80",
            b"\xed\xa0\x80",
            b"\xf5\x80\x80\x80",
            b"\xf0\x9f\x90",
            b"\xe4",
        ):
            for template in (
                b"f(1)\nx = '%s'\n",
                b"f(1)\n# %s\n",
                b"f(1)\n%s = 1\n",
                b"f(1)\n# %s",
                b"%s\nf(1)\n",
            ):
                data = template.replace(b"%s", bad)
                with self.subTest(data):
                    self.assert_rejected(data)

    def test_undecodable_by_the_declared_encoding(self):
        self.assert_rejected(b"# coding: ascii\nx = f('\xe4')\n")
        self.assert_rejected(b"# coding: cp1252\nx = f('\x81')\n")
        self.assert_rejected(b"# coding: utf-8\nx = f('\xe4')\n")

    def test_byte_order_mark(self):
        mark = b"\xef\xbb\xbf"
        for data in (
            mark + b"f(1)\n",
            mark + b"# coding: utf-8\nf(1)\n",
            mark + b'"""doc"""\nf(1)\n',
            mark + b"\nf(1)\n",
            mark + b"def f():\n    g(1)\n",
            mark + b"#!/usr/bin/python\nf(1)\n",
            mark + b"x = '\xc3\xa4'; f(1)\n",
        ):
            with self.subTest(data):
                result, output = self.wrap(data, codes=(OK,))
                self.assertTrue(output.startswith(mark) and output.count(mark) == 1)
                self.assert_faithful(data, output, result.stderr)
        self.assert_rejected(mark + b"# coding: latin-1\nf(1)\n")
        self.assert_rejected(mark + mark + b"f(1)\n")
        self.assert_rejected(b"f(1)\n" + mark + b"g(2)\n", 2)
        self.assertEqual(self.wrap(mark, codes=(OK,))[1], mark)

    def test_places_of_the_cookie(self):
        umlaut = b"x = f('\xe4')\n"
        for data in (
            b"# coding: latin-1\n" + umlaut,
            b"\n# coding: latin-1\n" + umlaut,
            b"#!/usr/bin/python\n# coding=latin-1\n" + umlaut,
            b"  # -*- coding: latin-1 -*-\n" + umlaut,
            b"# vim: set fileencoding=latin-1 :\n" + umlaut,
            b"\f# coding: latin-1\n" + umlaut,
            b"# coding: latin-1\r\n" + umlaut,
            b"# coding: latin-1\r" + umlaut,
            b"# coding: latin-1\n# coding: utf-8\n" + umlaut,
            b"# coding:latin-1 coding:utf-8\n" + umlaut,
        ):
            with self.subTest(data):
                self.check(data, must_rewrite=True)
        for data in (
            b"\n\n# coding: latin-1\n" + umlaut,
            b"x = 1\n# coding: latin-1\n" + umlaut,
            b"'''\n# coding: latin-1\n'''\n" + umlaut,
            b"# coding : latin-1\n" + umlaut,
            b"x = 1  # coding: latin-1\n" + umlaut,
            b"# coding: \n" + umlaut,
        ):
            with self.subTest(data):
                self.check(data)


class LineEnds(WeftTest):
    PROGRAM = b'"""Doc\nstring."""\nx = f(\n    1,  # one\n    2,\n)\nif x:\n\tg(x) \\\n\t\t.h()\n\ny = f"""{x(\n1)}\n"""\n'

    def test_each_kind(self):
        for name, end in (("lf", b"\n"), ("crlf", b"\r\n"), ("cr", b"\r")):
            for data in (
                self.PROGRAM,
                self.PROGRAM.rstrip(b"\n"),
                b"\n" + self.PROGRAM,
                b"# c\n" + self.PROGRAM,
            ):
                with self.subTest(name, data=data):
                    self.assert_wrapped(data.replace(b"\n", end))

    def test_mixed(self):
        source = random.Random(4)
        for _ in range(20):
            lines = self.PROGRAM.split(b"\n")
            self.assert_wrapped(
                b"".join(line + source.choice([b"\n", b"\r\n", b"\r"]) for line in lines[:-1])
            )

    def test_other_separators_are_no_line_ends(self):
        for text in ("\u2028", "\u2029", "\x85", "\x1c", "\x0b", "\x1e"):
            data = ("x = f('a%sb')  # %s c\ng(x)\n" % (text, text)).encode()
            with self.subTest(text):
                self.assert_wrapped(data)

    def test_form_feeds(self):
        for data in (
            b"\ff(1)\n",
            b"f(1)\n\f\ng(2)\n",
            b"if x:\n\f    f(1)\n",
            b"if x:\n    f(1)\n \fg(2)\n",
            b"f(\f1\f)\n\f",
        ):
            with self.subTest(data):
                self.assert_wrapped(data)

    def test_tabs(self):
        for data in (
            b"if x:\n\tf(1)\n\tif y:\n\t\tg(2)\n\th(3)\n",
            b"if x:\n\tif y:\n\t        f(1)\n\t        g(2)\n",
            b"f\t(\t1\t)\t\n",
            b"if x:\n  \tf(1)\n  \tg(2)\n",
        ):
            with self.subTest(data):
                self.assert_wrapped(data)
        self.assert_rejected(b"if x:\n\tf(1)\n        g(2)\n", 3)

    def test_no_final_newline(self):
        for data in (
            b"f(1)",
            b"x = f(1)  # c",
            b"def f(): return g(1)",
            b"if x:\n    f(1)",
            b"f(\n1\n)",
            b"f(1);",
            b"f(1)\n    ",
            b"f(1)\n#",
            b"f(1)\n\t# c",
            b"class A:\n    f(1)\n  # c",
            b'"""doc"""\nf(1)',
        ):
            with self.subTest(data):
                self.assert_wrapped(data)

    def test_empty_and_blank(self):
        for data in (
            b"",
            b"\n",
            b"\r\n",
            b"\r",
            b" ",
            b"\t\n",
            b"\f",
            b"#",
            b"# c\n",
            b"\n\n\n",
            b"'''doc'''",
            b"   \n# c\n   ",
        ):
            with self.subTest(data):
                self.assertEqual(self.wrap(data, codes=(OK,))[1], data)


if __name__ == "__main__":
    unittest.main()
