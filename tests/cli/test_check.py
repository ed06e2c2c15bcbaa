"""`weft check` says what CPython says: file:line:col: SyntaxError: message."""

from support import BROKEN, DONE, FOUND, PLAIN, WeftTest, main


class Check(WeftTest):
    def check(self, source, *args):
        self.write("a.py", source)
        result = self.weft("check", *args, "a.py")
        self.assertCode(result, FOUND)
        return result.stdout.decode()

    def test_the_form(self):
        self.assertEqual(
            self.check(BROKEN),
            "a.py:1:5: SyntaxError: '(' was never closed\n    1 | x = (1\n      |     ^\n",
        )

    def test_the_classes_of_syntax_errors(self):
        self.assertRegex(self.check("  x = 1\n"), r"\Aa\.py:1:\d: IndentationError: unexpected")
        self.assertRegex(
            self.check("if x:\n        a\n\tb\n"), r"\Aa\.py:3:\d+: (TabError|IndentationError): "
        )
        self.assertRegex(
            self.check("if x:\n    a\n  b\n"),
            r"\Aa\.py:3:\d+: IndentationError: unindent does not match any outer",
        )

    def test_columns_count_characters(self):
        self.assertIn("a.py:1:8: SyntaxError", self.check("'\u00e9\u4e2d' + (\n"))

    def test_carets_stand_below_what_they_mark(self):
        # Each of the two characters takes two columns of a terminal, and a tab four.
        lines = self.check("if x:\n\ty = '\u4e2d\u6587' + (\n").splitlines()
        self.assertEqual(lines[1], "    2 |     y = '\u4e2d\u6587' + (")
        self.assertEqual(lines[2], "      | " + " " * 17 + "^")

    def test_long_lines_are_cut(self):
        lines = self.check("x = [" + "1, " * 100000 + "(\n").splitlines()
        self.assertTrue(all(len(line) < 250 for line in lines), lines)
        self.assertIn("...", lines[1])
        self.assertEqual(lines[1][len(lines[2]) - 1], "(" if "..." in lines[1][:15] else "[")

    def test_control_characters_are_not_shown(self):
        text = self.check("x = '\x1b[31m\u202e' + (\n")
        self.assertNotIn("\x1b", text)
        self.assertNotIn("\u202e", text)

    def test_good_files_say_nothing(self):
        self.write("a.py", PLAIN)
        result = self.weft("check", "a.py", ".")
        self.assertCode(result, DONE)
        self.assertEqual(result.stdout + result.stderr, b"")

    def test_a_summary_follows_errors(self):
        self.write("t/a.py", BROKEN)
        self.write("t/b.py", PLAIN)
        result = self.weft("check", "t")
        self.assertEqual(result.stderr, b"1 error in 1 of 2 files\n")
        self.assertEqual(self.weft("check", "-q", "t").stderr, b"")

    def test_bytes_that_no_text_is_made_of(self):
        self.assertRegex(self.check(b"x = 1\ny = '\xff'\n"), r"\Aa\.py:2:\d+: SyntaxError: .*utf-8")
        self.assertRegex(self.check(b"x = 1\ny\0 = 2\n"), r"\Aa\.py:2:2: SyntaxError: .*null byte")
        self.assertIn("unknown encoding: nonsense", self.check(b"# coding: nonsense\n"))

    def test_colors(self):
        self.assertNotIn("\x1b", self.check(BROKEN))
        self.assertIn("\x1b[1;31mSyntaxError\x1b[0m", self.check(BROKEN, "--color", "always"))
        self.assertNotIn("\x1b", self.check(BROKEN, "--color", "never"))


if __name__ == "__main__":
    main()
