"""Passes in order: presets, options, `-O`, and looking at what each of them did."""

from support import DONE, ERROR, SYNTAX_ERRORS, WeftTest, main

SOURCE = 'def f(x: int):\n    """Doc."""\n    assert x, "why"\n    return g(x)\n'


class Pipeline(WeftTest):
    def setUp(self):
        super().setUp()
        self.write("a.py", SOURCE)

    def rewrite(self, *args, code=DONE):
        result = self.weft("rewrite", *args)
        self.assertCode(result, code)
        return result

    def test_passes_run_in_order_on_what_the_ones_before_made(self):
        result = self.rewrite("--passes", "strip_assert,wrap-calls[with=m:n]", "a.py")
        self.assertEqual(
            result.stdout.decode(),
            "from m import n as _weft_wrap\n"
            'def f(x: int):\n    """Doc."""\n\n    return _weft_wrap(g, x)\n',
        )

    def test_a_preset_stands_for_its_passes(self):
        whole = self.rewrite("--passes", "strip", "a.py").stdout
        each = "strip_typecheck,strip_assert,strip_annot,strip_doc"
        self.assertEqual(self.rewrite("--passes", each, "a.py").stdout, whole)
        self.assertEqual(whole.decode(), "def f(x):\n\n\n    return g(x)\n")

    def test_optimisers_go_behind_what_prepares_for_them(self):
        self.write("b.py", "assert x\nif 0: a()\nelse: b()\n")
        result = self.rewrite("-O1", "--passes", "strip_assert,wrap-calls", "--with", "m:n", "b.py")
        self.assertNotIn(b"a()", result.stdout)
        self.assertIn(b"_weft_wrap(b)", result.stdout)
        self.assertCode(self.weft("rewrite", "-O3", "b.py"), ERROR)
        self.assertCode(self.weft("rewrite", "b.py"), ERROR)

    def test_a_level_adds_what_the_list_does_not_name(self):
        result = self.rewrite("-O2", "--passes", "strip_assert[mode=effects],wrap-calls", "--with", "m:n", "a.py")
        self.assertNotIn(b"Doc.", result.stdout)
        self.assertNotIn(b"assert", result.stdout)
        self.assertIn(b"_weft_wrap(g, x)", result.stdout)

    def test_defines_go_to_the_passes_that_take_names(self):
        self.write("b.py", "#ifdef app.LEVEL\nif app.LEVEL > 2: a()\n#else\nif DEBUG: b()\n#endif\n")
        args = ["--passes", "cpp,define", "b.py"]
        result = self.rewrite("-D", "app.LEVEL=3", *args)
        self.assertEqual(result.stdout, b"\nif 1: a()\n\n\n\n")
        self.write("b.py", "import app\n#ifdef LEVEL\nif app.LEVEL > 2: a()\n#endif\n")
        result = self.rewrite("-Dapp.LEVEL=1", "--define=LEVEL", *args)
        self.assertEqual(result.stdout, b"import app\n\n\n\n")

    def test_defines_that_are_none_or_for_nobody(self):
        result = self.rewrite("--passes", "cpp", "-D", "X=y", "a.py", code=ERROR)
        self.assertIn(b"--define `y` is no literal of Python", result.stderr)
        result = self.rewrite("--passes", "define", "-D", "2x=1", "a.py", code=ERROR)
        self.assertIn(b"--define `2x=1` is not NAME=VALUE", result.stderr)
        result = self.rewrite("--passes", "strip", "-D", "X", "a.py", code=ERROR)
        self.assertIn(b"and neither runs", result.stderr)

    def test_defines_of_a_configuration(self):
        self.write("b.py", "#if LEVEL == 2\nx = 1\n#endif\n")
        self.write("pyproject.toml", '[tool.weft]\ndefine = ["LEVEL=2"]\n')
        self.assertEqual(self.rewrite("--passes", "cpp", "b.py").stdout, b"\nx = 1\n\n")
        self.assertEqual(self.rewrite("--passes", "cpp", "-DLEVEL=3", "b.py").stdout, b"\n\n\n")
        self.rewrite("--passes", "strip", "b.py")
        self.write("pyproject.toml", '[tool.weft]\ndefine = ["LEVEL=x"]\n')
        result = self.rewrite("--passes", "cpp", "b.py", code=ERROR)
        self.assertIn(b"pyproject.toml:2:", result.stderr)

    def test_directives_that_are_wrong_leave_the_file_as_it_is(self):
        self.write("b.py", "x = 1\n  #if x\n#endif\n")
        result = self.rewrite("--passes", "cpp", "-o", "out.py", "b.py", code=SYNTAX_ERRORS)
        self.assertIn(b"b.py:3:1: error: `#endif` without what it belongs to", result.stderr)
        self.assertEqual(self.read("out.py"), "x = 1\n  #if x\n#endif\n")

    def test_orders_that_make_no_sense_are_refused(self):
        result = self.rewrite("--passes", "wrap-calls[with=m:n],strip_assert", "a.py", code=ERROR)
        self.assertIn(b"(preprocess) cannot come behind `wrap-calls` (instrument)", result.stderr)
        self.assertEqual(result.stdout, b"")

    def test_the_text_behind_a_pass(self):
        result = self.rewrite("--passes", "strip", "--print-after", "strip_assert", "a.py")
        shown = SOURCE.replace('    assert x, "why"\n', "\n")
        self.assertEqual(result.stderr.decode(), "# a.py after strip-assert\n" + shown)
        result = self.rewrite("--passes", "strip", "--print-after", "nothing", "a.py", code=ERROR)
        self.assertIn(b"`nothing` is none of the passes that run", result.stderr)

    def test_times(self):
        result = self.rewrite("--passes", "strip", "--time-passes", "-j2", "a.py")
        names = [line.split()[0] for line in result.stderr.decode().splitlines()]
        self.assertEqual(
            names, ["strip-typecheck", "strip-assert", "strip-annot", "strip-doc", "total"]
        )

    def test_each_pass_is_verified(self):
        args = ["--passes", "strip,profile-calls[in=f]", "--verify-each", "a.py"]
        self.assertIn(b"_weft_", self.rewrite(*args).stdout)

    def test_a_comment_is_reported_once_and_may_be_about_statements(self):
        self.write("b.py", "assert x  # weft: skip\n# weft: of\nassert y\n")
        result = self.rewrite("--passes", "strip", "--no-undo", "b.py")
        self.assertEqual(result.stdout.decode(), "assert x  # weft: skip\n# weft: of\n\n")
        self.assertEqual(result.stderr.count(b"warning"), 1)
        self.assertIn(b"b.py:2:1: warning: `# weft: of` is unknown", result.stderr)

    def test_a_file_asks_for_passes(self):
        self.write("b.py", "# weft: enable strip_assert\nassert x\ng()\n")
        self.assertEqual(
            self.weft("wrap", "--with", "m:n", "b.py").stdout.decode(),
            "# weft: enable strip_assert\n\nfrom m import n as _weft_wrap; _weft_wrap(g)\n",
        )
        self.assertEqual(
            self.rewrite("--passes", "", "b.py").stdout.decode(),
            "# weft: enable strip_assert\n\ng()\n",
        )


if __name__ == "__main__":
    main()
