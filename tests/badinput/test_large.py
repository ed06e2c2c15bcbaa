#!/usr/bin/env python3
"""Files of 64 MB, and what takes some parsers quadratic time."""

import time
import unittest

from running import DEEP, HUGE, MEGABYTE, OK, UNIT, WRAPPER, WeftTest, without_record


class Large(WeftTest):
    """Large files take time and memory in proportion to their size."""

    def test_of_ordinary_code(self):
        _, unit = self.wrap(b"import sys" + UNIT, codes=(OK,))
        prologue, wrapped = without_record(unit).split(UNIT[:10], 1)
        count = HUGE // len(UNIT)
        data = b"import sys" + UNIT * count
        started = time.monotonic()
        result, output = self.wrap(data, codes=(OK,))
        self.assertEqual(without_record(output), prologue + (UNIT[:10] + wrapped) * count)
        seconds = time.monotonic() - started
        print(
            "%d MB in %.1f s, peak %d MB"
            % (len(data) // MEGABYTE, seconds, result.memory // MEGABYTE)
        )

    def test_of_one_kind(self):
        for name, begin, piece, end in (
            ("comment", b"f(1)\n#", b"x", b"\n"),
            ("string", b"f('''", b"x\n", b"''')\n"),
            ("line of strings", b"f('", b"(", b"')\n"),
            ("blank lines", b"f(1)\n", b"\n", b"g(2)\n"),
            ("blanks", b"f(", b" ", b"1)\n"),
            ("name", b"f(", b"a", b")\n"),
            ("number", b"f(0x", b"1", b")\n"),
        ):
            with self.subTest(name):
                data = begin + piece * (HUGE // len(piece)) + end
                result, output = self.wrap(data, codes=(OK,))
                self.assertEqual(output.count(b"_weft_wrap("), 2 if b"g(2)" in end else 1)
                self.assertGreater(len(output), len(data))
                self.assertEqual(output.count(b"\n"), data.count(b"\n"))

    def test_of_nothing_useful(self):
        size = HUGE // 4
        for name, data in (
            ("zeros", b"\0" * size),
            ("spaces", b" " * size),
            ("newlines", b"\n" * size),
            ("carriage returns", b"\r" * size),
            ("text", b"word " * (size // 5)),
            ("quotes", b"'" * size),
            ("tabs", b"\t" * size),
            ("high bytes", b"\xff" * size),
            ("open string", b"f(1)\nx = '''" + b"text ( \n" * (size // 8)),
            ("open bracket", b"f(1)\nx = (" + b"1,\n" * (size // 3)),
            ("backslashes", b"\\\n" * (size // 2)),
            ("semicolons", b";" * size),
            ("digits", b"1" * size),
        ):
            with self.subTest(name):
                result, output = self.wrap(data)
                self.assertEqual(output, data)

    def test_comment_lines(self):
        for template in (
            b"f(1)\n%sg(2)\n",
            b"%sf(1)\n",
            b"def f():\n    g(1)\n%s    h(2)\n",
            b"f(1)\n%s",
            b"f(\n%s1)\n",
        ):
            for line in (b"# comment\n", b"    # indented\n", b"#\n", b"\t# tab (\n"):
                with self.subTest(template=template, line=line):
                    data = template.replace(b"%s", line * (DEEP * 4 // 5))
                    result, output = self.wrap(data, codes=(OK,))
                    added = result.stderr.count(b"[PrologueTakesLine]")
                    self.assertEqual(output.count(b"\n"), data.count(b"\n") + added)

    def test_bracket_that_is_never_closed(self):
        definitions = b"\n\ndef f(a, b=g(1)):\n    return h(a)[b]\n" * (DEEP // 5)
        for bracket in (
            b"x = (",
            b"x = [1, ",
            b"f(a,",
            b"x = {",
            b"@f(",
            b"def f(a,",
            b"class A(",
            b"x = '''",
            b'f"""{',
        ):
            with self.subTest(bracket):
                self.assert_rejected(b"f(1)\n" + bracket + definitions)
                self.assert_rejected(definitions + b"\n" + bracket + definitions)

    def test_colon_that_is_missing(self):
        for data in (
            b"def f(a)\n    g(1)\n" * (DEEP // 10),
            b"def f(a)\n" + b"x = g(1)\n" * (DEEP // 3),
            b"x = g(1)\n" * (DEEP // 6) + b"class A\n" + b"x = g(1)\n" * (DEEP // 6),
            b"if f(1)\n" * (DEEP // 10),
        ):
            self.assert_rejected(data)

    def test_errors_everywhere(self):
        for line in (
            b"f(]\n",
            b"x = = g(1)\n",
            b"'\n",
            b"  f(1)\n f(2)\n",
            b"$ f(1)\n",
            b"f(1) g(2)\n",
            b"else: f(1)\n",
            b"f'{' f(1)\n",
        ):
            with self.subTest(line):
                result = self.assert_rejected(line * (DEEP // 10))
                self.assertLess(len(result.stderr), 20 * MEGABYTE)

    def test_time_is_linear(self):
        seconds = []
        for size in (1, 4, 16):
            data = b"import sys" + UNIT * (size * MEGABYTE // 4 // len(UNIT))
            path = self.write("in.py", data)
            runs = [
                self.run_weft(
                    "wrap",
                    "--with",
                    WRAPPER,
                    "-o",
                    self.path("out.py"),
                    path,
                    codes=(OK,),
                    largest=len(data),
                )
                for _ in range(3)
            ]
            seconds.append(min(run.seconds for run in runs))
        self.assertLess(seconds[2], 16 * 4 * max(seconds[0], 0.02), seconds)


if __name__ == "__main__":
    unittest.main()
