"""`weft strip`: the original of a rewritten file, byte for byte, or a refusal."""

import re

from support import (
    BROKEN,
    DONE,
    ERROR,
    FOUND,
    PLAIN,
    SYNTAX_ERRORS,
    UNCHANGED,
    WRAPPED,
    WeftTest,
    main,
)

RECORD = re.compile(rb"  # weft: undo=1,wrap-calls,[A-Za-z0-9+/]+")

SOURCES = {
    "plain": b"f(a)\n",
    "two": b"f(a)\n\n\ndef g():\n    return h(1)\n",
    "no_final_break": b"f(a)",
    "final_blanks": b"f(a)  \t ",
    "final_comment": b"f(a)  # a comment",
    "comments_behind": b"f(a)\n# vim: set ts=4:\n\n",
    "crlf": b"f(a)\r\ng(b)\r\n\r\n",
    "cr": b"f(a)\rg(b)\r",
    "mixed": b"f(a)\rg(b)\r\nh(c)\n",
    "mark": b"\xef\xbb\xbff(a)\n",
    "mark_crlf": b"\xef\xbb\xbf# -*- coding: utf-8 -*-\r\nf('\xc3\xa9')\r\n",
    "latin": b"# coding: latin-1\nf('\xe9')\n",
    "cp1252": b"# coding: cp1252\nx = f('\x80')  # \x80",
    "shift_jis": b"# coding: shift_jis\nf('\x83\x5c')\n",
    "euc_jp": b"# coding: euc_jp\nf('\xa4\xa2')\n",
    "joined_to_nothing": b"f(a) \\\n\n",
    "joined_to_blanks": b"f(a)\\\n   ",
    "ends_in_string": b'f("""\n# weft: undo=1,x,AAAA\n""")',
    "form_feed": b"f(a)\n\x0c\n",
    "semicolon": b"f(a);\n",
    "no_argument": b"x = f( )\n",
    "generator": b"print(sum(x for x in y))\n",
    "generator_at_end": b"sum(x for x in y)\n",
    "own_line": b"for x in f():\n    pass\n",
    "docstring": b'"""doc"""\nf(a)\n',
    "cookie_behind": b"f(a) # coding",
    "marker_in_comment": b"f(a)  # weft: undo=\n",
    "record_in_comment": b"f(a)\n# g(b)  # weft: undo=1,wrap-calls,tpIZ59V5dlVLh\n",
}


class Strip(WeftTest):
    def rewrite(self, *args, **options):
        return self.weft("wrap", "--with", "m:n", *args, **options)

    def test_the_form_of_the_record(self):
        result = self.rewrite("-", stdin=PLAIN)
        self.assertCode(result, DONE)
        self.assertEqual(RECORD.sub(b"", result.stdout).decode(), WRAPPED)
        self.assertEqual(len(RECORD.findall(result.stdout)), 1)
        self.assertEqual(self.rewrite("--no-undo", "-", stdin=PLAIN).stdout.decode(), WRAPPED)
        self.assertEqual(self.rewrite("-", stdin=UNCHANGED).stdout.decode(), UNCHANGED)

    def test_the_original_comes_back_byte_for_byte(self):
        for name, source in SOURCES.items():
            for option in ([], ["--guard"]):
                with self.subTest(name=name, option=option):
                    rewritten = self.rewrite("-", *option, stdin=source)
                    self.assertCode(rewritten, DONE)
                    self.assertNotEqual(rewritten.stdout, source)
                    self.assertRegex(rewritten.stdout, RECORD)
                    result = self.weft("strip", "-", stdin=rewritten.stdout)
                    self.assertCode(result, DONE)
                    self.assertEqual(result.stdout, source)
                    self.assertEqual(result.stderr, b"")

    def test_the_record_adds_no_line(self):
        for name, source in SOURCES.items():
            with self.subTest(name=name):
                with_record = self.rewrite("-", stdin=source).stdout
                without = self.rewrite("--no-undo", "-", stdin=source).stdout
                candidates = [
                    with_record[: found.start()] + with_record[found.end() :]
                    for found in RECORD.finditer(with_record)
                ]
                self.assertIn(without, candidates)
                compile(with_record, name, "exec")

    def test_every_edited_byte_is_noticed(self):
        for source in (SOURCES["two"], SOURCES["mark"], SOURCES["no_final_break"]):
            text = self.rewrite("-", stdin=source).stdout
            places = range(len(text)) if len(source) < 9 else range(0, len(text), 7)
            for at in places:
                edited = text[:at] + bytes([text[at] ^ 1]) + text[at + 1 :]
                result = self.weft("strip", "-", stdin=edited)
                with self.subTest(at=at, edited=edited):
                    self.assertEqual(result.stdout, edited)
                    if result.returncode == DONE:  # The marker itself is gone.
                        self.assertIn(text[at : at + 1], b"# weft: undo=")
                    else:
                        self.assertCode(result, SYNTAX_ERRORS)

    def test_an_edited_file_is_left_alone(self):
        text = self.rewrite("-", stdin=SOURCES["two"]).stdout.replace(b"return", b"return ")
        self.write("a.py", text)
        result = self.weft("strip", "--in-place", "a.py")
        self.assertCode(result, SYNTAX_ERRORS)
        self.assertEqual(
            result.stderr.decode(),
            "a.py: error: was edited after it was rewritten; its undo record does not fit "
            "[EditedSinceRewriting]\n"
            "0 files restored, 0 unchanged, 1 refused\n",
        )
        self.assertEqual((self.dir / "a.py").read_bytes(), text)

    def test_a_damaged_record(self):
        text = self.rewrite("-", stdin=PLAIN).stdout
        for damaged in (text[:-4] + b"\n", text.replace(b"undo=1,", b"undo=2,")):
            result = self.weft("strip", "-", stdin=damaged)
            self.assertCode(result, SYNTAX_ERRORS)
            self.assertIn(b"error: its undo record is damaged [UndoRecordDamaged]", result.stderr)

    def test_what_is_no_python_any_more_is_refused_too(self):
        text = self.rewrite("-", stdin=PLAIN).stdout
        for damaged in (b"(" + text, b"(" + text[:-4]):
            self.assertCode(self.weft("strip", "-", stdin=damaged), SYNTAX_ERRORS)

    def test_a_file_without_a_record(self):
        result = self.weft("strip", "-", stdin=WRAPPED)
        self.assertCode(result, SYNTAX_ERRORS)
        self.assertIn(b"<stdin>:1:20: error: `_weft_wrap` is bound as in a", result.stderr)
        self.assertEqual(result.stdout.decode(), WRAPPED)

    def test_what_never_was_rewritten_is_its_own_original(self):
        for text in (PLAIN, BROKEN, "", "s = '  # weft: undo=1,a,AAAAAAAA'\n", "x = _weft_y\n"):
            result = self.weft("strip", "-", stdin=text)
            self.assertCode(result, DONE)
            self.assertEqual((result.stdout.decode(), result.stderr), (text, b""))

    def test_trees(self):
        self.write("t/a.py", SOURCES["two"])
        self.write("t/sub/b.py", SOURCES["latin"])
        self.write("t/same.py", UNCHANGED)
        self.write("t/bad.py", BROKEN)
        self.write("t/data.txt", "data")
        self.assertCode(self.rewrite("--copy-others", "-o", "out", "t"), SYNTAX_ERRORS)
        result = self.weft("strip", "--copy-others", "-o", "back", "out")
        self.assertCode(result, DONE)
        self.assertEqual(result.stderr, b"2 files restored, 2 unchanged, 1 other copied\n")
        self.assertEqual(self.tree("back"), self.tree("t"))

    def test_output_options(self):
        self.write("a.py")
        self.assertCode(self.rewrite("--in-place", "a.py"), DONE)
        result = self.weft("strip", "--check", "a.py")
        self.assertCode(result, FOUND)
        self.assertEqual(result.stdout, b"a.py\n")
        result = self.weft("strip", "--diff", "a.py")
        self.assertCode(result, FOUND)
        self.assertIn(b"\n+f(a)\n", result.stdout)
        self.assertCode(self.weft("strip", "-o", "b.py", "a.py"), DONE)
        self.assertEqual(self.read("b.py"), PLAIN)
        self.assertCode(self.weft("strip", "--in-place", "a.py"), DONE)
        self.assertEqual(self.read("a.py"), PLAIN)
        self.assertCode(self.weft("strip", "--manifest", "m", "a.py"), ERROR)


class NeverDoubled(WeftTest):
    def test_a_rewritten_file_is_refused(self):
        self.write("a.py")
        self.write("b.py", UNCHANGED)
        self.assertCode(self.weft("wrap", "--with", "m:n", "--in-place", "."), DONE)
        before = self.tree()
        for wrapper in ("m:n", "other:wrapper"):
            result = self.weft("wrap", "--with", wrapper, "--in-place", ".")
            self.assertCode(result, SYNTAX_ERRORS)
            self.assertEqual(
                result.stderr.decode(),
                "a.py: error: was rewritten before, by wrap-calls; `weft strip` gives the "
                "original back [AlreadyRewritten]\n"
                "0 files rewritten, 1 unchanged, 1 refused\n",
            )
            self.assertEqual(self.tree(), before)

    def test_also_where_it_was_edited(self):
        self.write("a.py", self.weft("wrap", "--with", "m:n", "-", stdin=PLAIN).stdout + b"x = 1\n")
        result = self.wrap("a.py")
        self.assertCode(result, SYNTAX_ERRORS)
        self.assertIn(b"[AlreadyRewritten]", result.stderr)

    def test_also_without_a_record(self):
        self.write("a.py", WRAPPED)
        result = self.wrap("a.py")
        self.assertCode(result, SYNTAX_ERRORS)
        self.assertEqual(result.stdout.decode(), WRAPPED)
        self.assertIn(b"a.py:1:20: error: `_weft_wrap` is bound as in a rewritten", result.stderr)

    def test_without_a_pass_any_file_will_do(self):
        self.assertCode(self.weft("rewrite", "--passes", "", "-", stdin=WRAPPED), DONE)


if __name__ == "__main__":
    main()
