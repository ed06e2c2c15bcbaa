"""`weft ast` prints the tree as CPython's ast.dump does."""

import re

from support import BROKEN, DONE, ERROR, SYNTAX_ERRORS, WeftTest, main

SOURCE = "def f(a, *, b=1): return f'{a!r}' 'x'\n"


class Ast(WeftTest):
    def ast(self, *args, stdin="x = 1\n", code=DONE):
        result = self.weft("ast", *args, stdin=stdin)
        self.assertCode(result, code)
        return result.stdout.decode()

    def test_one_line_with_positions(self):
        self.write("a.py", "x\n")
        name = "Name(id='x', ctx=Load(), lineno=1, col_offset=0, end_lineno=1, end_col_offset=1)"
        expression = "Expr(value=%s, lineno=1, col_offset=0, end_lineno=1, end_col_offset=1)" % name
        self.assertEqual(self.ast("a.py"), "Module(body=[%s])\n" % expression)

    def test_standard_input(self):
        self.assertEqual(
            self.ast("--no-attributes", "-"),
            "Module(body=[Assign(targets=[Name(id='x', ctx=Store())], value=Constant(value=1))])\n",
        )

    def test_indentation(self):
        self.assertEqual(
            self.ast("--no-attributes", "--indent", "1", "-"),
            "Module(\n body=[\n  Assign(\n   targets=[\n    Name(id='x', ctx=Store())],\n"
            "   value=Constant(value=1))])\n",
        )
        self.assertEqual(
            self.ast("--no-attributes", "--indent", "0", "-", stdin="pass"),
            "Module(\nbody=[\nPass()])\n",
        )

    def test_targets_have_shapes_of_their_own(self):
        def shape(target):
            return self.ast("--no-attributes", "--target", target, "-", stdin="x[1]")

        value = "value=Name(id='x', ctx=Load())"
        self.assertEqual(
            shape("3.8"),
            "Module(body=[Expr(value=Subscript(%s, slice=Index(value=Constant(value=1, kind=None)),"
            " ctx=Load()))], type_ignores=[])\n" % value,
        )
        middle = "Module(body=[Expr(value=Subscript(%s, slice=Constant(value=1), ctx=Load()))]%s)\n"
        self.assertEqual(shape("3.9"), middle % (value, ", type_ignores=[]"))
        self.assertEqual(shape("3.12"), middle % (value, ", type_ignores=[]"))
        self.assertEqual(shape("3.13"), middle % (value, ""))

    def test_a_syntax_error_is_told_as_check_tells_it(self):
        self.write("a.py", BROKEN)
        result = self.weft("ast", "a.py")
        self.assertCode(result, SYNTAX_ERRORS)
        self.assertEqual(result.stdout, b"")
        self.assertEqual(
            result.stderr.decode().split("\n")[0], "a.py:1:5: SyntaxError: '(' was never closed"
        )
        named = self.weft("ast", "--stdin-filename", "b.py", "-", stdin=BROKEN)
        self.assertIn(b"b.py:1:5: ", named.stderr)

    def texts(self, source, target="3.14"):
        text = self.ast("--no-attributes", "--target", target, "-", stdin=source)
        return re.findall(r"(?:Constant\(value|str)=('[^']*')", text)

    def test_a_self_documenting_field_shows_all_of_its_text_since_3_14(self):
        self.assertEqual(self.texts("f'{a!=b = }'"), ["'a!=b = '"])
        self.assertEqual(self.texts("f'{a!=b = }'", "3.13"), ["'a'"])
        self.assertEqual(self.texts("f'{d[\"#\"]=}'"), ["'d[\"#\"]='", "'#'"])
        self.assertEqual(self.texts("f'{d[\"#\"]=}'", "3.13"), ["'d[\"'", "'#'"])
        self.assertEqual(self.texts("f\"\"\"{a # b\n=}\"\"\""), ["'a \\n='"])
        self.assertEqual(self.texts("f'{a[\"\\x62\"]=}'"), ["'a[\"\\\\x62\"]='", "'b'"])
        self.assertEqual(self.texts("f'{a[\"\\x62\"]=}'", "3.13"), ["'a[\"b\"]='", "'b'"])

    def test_a_specification_is_as_raw_as_its_string_since_3_14(self):
        self.assertEqual(self.texts("rf'{a:\\x62}'"), ["'\\\\x62'"])
        self.assertEqual(self.texts("rf'{a:\\x62}'", "3.13"), ["'b'"])

    def test_an_interpolation_has_the_text_between_its_braces(self):
        self.assertEqual(self.texts("t'{ a !r}'"), ["' a '"])
        self.assertEqual(self.texts("t'{a!=b:x}'"), ["'a!=b'", "'x'"])
        self.assertEqual(self.texts("t'{a = }'"), ["'a = '", "'a '"])
        self.assertEqual(self.texts("t\"\"\"{\r\na # b\r\n}\"\"\""), ["'\\na \\n'"])
        # CPython takes this for a comment.
        self.assertEqual(self.texts("t'{f\"{d[\"#\"]}\"}'"), ["'#'", "'f\"{d[\"'"])

    def test_an_integer_that_repr_refuses_is_printed_in_hexadecimal(self):
        text = self.ast("--no-attributes", "-", stdin="0x0_" + "1F" * 5000)
        self.assertEqual(text, "Module(body=[Expr(value=Constant(value=0x%s))])\n" % ("1f" * 5000))

    def test_a_deep_tree_is_no_problem(self):
        text = self.ast("--no-attributes", "-", stdin="x" + ".y" * 100000)
        self.assertEqual(text.count("Attribute("), 100000)

    def test_what_it_takes(self):
        self.write("t/a.py", SOURCE)
        self.ast("t", code=ERROR)
        self.ast("t/a.py", "t/a.py", code=ERROR)
        self.ast("missing.py", code=ERROR)
        self.ast("--target", "3.7", "t/a.py", code=ERROR)
        self.ast("--indent", "1001", "t/a.py", code=ERROR)


if __name__ == "__main__":
    main()
