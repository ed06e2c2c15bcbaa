"""Exit codes are part of the contract: 0 done, 1 found, 2 error, 3 syntax errors."""

from support import BROKEN, DONE, ERROR, FOUND, PLAIN, SYNTAX_ERRORS, UNCHANGED, WeftTest, main


class ExitCodes(WeftTest):
    def setUp(self):
        super().setUp()
        self.write("good.py", PLAIN)
        self.write("same.py", UNCHANGED)
        self.write("bad.py", BROKEN)

    def test_a_rewritten_file_is_done(self):
        self.assertCode(self.wrap("good.py"), DONE)
        self.assertCode(self.wrap("same.py"), DONE)
        self.assertCode(self.wrap("-o", "out.py", "good.py"), DONE)

    def test_help_and_version_are_done(self):
        for args in (["--help"], ["-h"], ["--version"], ["wrap", "--help"], ["passes"]):
            result = self.weft(*args)
            self.assertCode(result, DONE)
            self.assertNotEqual(result.stdout, b"")
            self.assertEqual(result.stderr, b"")

    def test_check_and_diff_find_changes(self):
        for option in ("--check", "--diff"):
            self.assertCode(self.wrap(option, "good.py"), FOUND)
            self.assertCode(self.wrap(option, "same.py"), DONE)
            self.assertCode(self.wrap(option, "good.py", "same.py"), FOUND)

    def test_the_check_command_finds_errors(self):
        self.assertCode(self.weft("check", "good.py"), DONE)
        self.assertCode(self.weft("check", "bad.py"), FOUND)
        self.assertCode(self.weft("check", "good.py", "bad.py"), FOUND)

    def test_a_syntax_error_while_rewriting(self):
        self.assertCode(self.wrap("bad.py"), SYNTAX_ERRORS)
        self.assertCode(self.wrap("-o", "out", "good.py", "bad.py"), SYNTAX_ERRORS)
        self.assertCode(self.weft("explain", "bad.py"), SYNTAX_ERRORS)

    def test_a_syntax_error_outweighs_changes(self):
        self.assertCode(self.wrap("--check", "good.py", "bad.py"), SYNTAX_ERRORS)

    def test_an_error_outweighs_everything(self):
        for command in (["--check"], ["--diff"], ["-o", "out"]):
            self.assertCode(self.wrap(*command, "good.py", "bad.py", "missing.py"), ERROR)
        self.assertCode(self.weft("check", "bad.py", "missing.py"), ERROR)
        self.assertCode(self.weft("explain", "good.py", "missing.py"), ERROR)

    def test_a_missing_path_does_not_stop_the_others(self):
        result = self.wrap("-o", "out", "good.py", "missing.py", "same.py")
        self.assertCode(result, ERROR)
        self.assertIn(b"missing.py: error: cannot open: no such file or directory", result.stderr)
        self.assertEqual(sorted(self.tree("out")), ["good.py", "same.py"])

    def test_usage_errors(self):
        for args in (
            [],
            ["nonsense"],
            ["wrap"],
            ["wrap", "good.py"],
            ["wrap", "--with", "m:n"],
            ["wrap", "--with", "m:n", "--nonsense", "good.py"],
            ["rewrite", "good.py"],
            ["rewrite", "--passes", "nonsense", "good.py"],
            ["passes", "nonsense"],
            ["completions", "csh"],
        ):
            result = self.weft(*args)
            self.assertCode(result, ERROR)
            self.assertRegex(result.stderr, rb"\Aweft: error: .*\n\Z")
            self.assertEqual(result.stdout, b"")


if __name__ == "__main__":
    main()
