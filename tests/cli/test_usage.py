"""What the command line takes and refuses, and how it says so."""

import subprocess

from support import DONE, ERROR, PLAIN, WRAPPED, WeftTest, main


class Usage(WeftTest):
    def setUp(self):
        super().setUp()
        self.write("a.py", PLAIN)
        self.write("tree/b.py", PLAIN)

    def assertRefused(self, result, message):
        self.assertCode(result, ERROR)
        self.assertIn(message, result.stderr.decode())
        self.assertEqual(result.stdout, b"")

    def test_every_command_has_help_with_examples(self):
        commands = ["wrap", "rewrite", "strip", "check", "explain", "passes", "completions"]
        general = self.weft("--help").stdout.decode()
        for command in commands:
            self.assertIn(f"\n  {command} ", general)
            text = self.weft(command, "--help").stdout.decode()
            self.assertIn("Examples:\n  weft " + command, text)
            self.assertTrue(all(len(line) <= 88 for line in text.splitlines()), text)

    def test_the_version(self):
        self.assertRegex(self.weft("--version").stdout.decode(), r"\Aweft \d+\.\d+\.\d+\n\Z")

    def test_wrapper_values(self):
        for value in ("m:n", "pkg.mod:call", "_m1:_n1"):
            self.assertCode(self.weft("wrap", "--with", value, "a.py"), DONE)
        for value, reason in (
            ("m", "there is no colon"),
            ("m:n:o", "there are two colons"),
            (":n", "a name is missing"),
            ("m:", "a name is missing"),
            ("m..x:n", "a name is missing"),
            (".m:n", "a name is missing"),
            ("m:n.", "a name is missing"),
            ("1m:n", "`1m` is not an ASCII identifier"),
            ("m-x:n", "`m-x` is not an ASCII identifier"),
            ("m:n n", "`n n` is not an ASCII identifier"),
            ("m\u00e9:n", "is not an ASCII identifier"),
            ("m.class:n", "`class` is a keyword"),
            ("m:None", "`None` is a keyword"),
            ("m:a.b", "NAME has a dot"),
        ):
            self.assertRefused(self.weft("wrap", "--with", value, "a.py"), reason)

    def test_soft_keywords_are_names(self):
        self.assertCode(self.weft("wrap", "--with", "type:match", "a.py"), DONE)

    def test_rewrite_is_the_general_form(self):
        result = self.weft("rewrite", "--passes", "wrap-calls", "--with", "m:n", "--no-undo", "a.py")
        self.assertCode(result, DONE)
        self.assertEqual(result.stdout.decode(), WRAPPED)

    def test_no_pass_changes_nothing(self):
        result = self.weft("rewrite", "--passes", "", "a.py")
        self.assertCode(result, DONE)
        self.assertEqual(result.stdout.decode(), PLAIN)

    def test_passes_are_checked(self):
        rewrite = ["rewrite", "--passes"]
        self.assertRefused(self.weft(*rewrite, "nope", "a.py"), "no pass is called `nope`")
        self.assertRefused(self.weft(*rewrite, "wrap-calls", "a.py"), "needs --with MODULE:NAME")
        self.assertRefused(
            self.weft(*rewrite, "wrap-calls,wrap-calls", "--with", "m:n", "a.py"), "twice"
        )
        self.assertRefused(self.weft(*rewrite, "", "--with", "m:n", "a.py"), "--with is for")

    def test_a_tree_needs_an_output(self):
        self.assertRefused(self.wrap("tree"), "a directory cannot go to standard output")
        self.assertRefused(self.wrap("a.py", "tree/b.py"), "several inputs cannot go")
        self.assertRefused(self.wrap("-o", "-", "tree"), "cannot go to standard output")

    def test_outputs_exclude_each_other(self):
        for pair in (
            ["-o", "x", "--in-place"],
            ["-o", "x", "--diff"],
            ["-o", "x", "--check"],
            ["--in-place", "--diff"],
            ["--in-place", "--check"],
            ["--diff", "--check"],
        ):
            self.assertRefused(self.wrap(*pair, "a.py"), "excludes")
        self.assertEqual(self.read("a.py"), PLAIN)

    def test_options_that_need_an_output_directory(self):
        self.assertRefused(self.wrap("--copy-others", "a.py"), "--copy-others needs -o DIR")
        self.assertRefused(self.wrap("--delete-stale", "--in-place", "tree"), "needs -o DIR")
        self.assertRefused(self.wrap("--depfile", "d", "a.py"), "--depfile needs -o")

    def test_jobs(self):
        for value in ("1", "2", "7"):
            self.assertCode(self.wrap("-j", value, "a.py"), DONE)
        for value in ("x", "-1", "1.5", "100000"):
            self.assertRefused(self.wrap("-j", value, "a.py"), "jobs")

    def test_names_that_begin_with_a_dash(self):
        self.write("-dash.py", PLAIN)
        result = self.wrap("--", "-dash.py")
        self.assertCode(result, DONE)
        self.assertEqual(result.stdout.decode(), WRAPPED)

    def test_options_may_follow_paths(self):
        result = self.weft("wrap", "a.py", "--with", "m:n", "--no-undo", "-o", "out.py")
        self.assertCode(result, DONE)
        self.assertEqual(self.read("out.py"), WRAPPED)

    def test_passes_lists_and_explains(self):
        self.assertRegex(self.weft("passes").stdout.decode(), r"(?m)^wrap-calls +instrument +observing +\w")
        text = self.weft("passes", "wrap-calls").stdout.decode()
        self.assertRegex(text, r"\Awrap-calls: .+\nfamily: instrument\neffect: observing; .+\noptions:\n")

    def test_response_files(self):
        self.write("args", "--no-undo\n--with\nm:n\n\n-o\nout dir\r\ntree\n@more")
        self.write("more", "a.py")
        result = self.weft("wrap", "@args")
        self.assertCode(result, DONE)
        self.assertEqual(self.tree("out dir"), {"a.py": WRAPPED, "b.py": WRAPPED})

    def test_response_files_that_cannot_be_read(self):
        self.assertRefused(self.wrap("@missing"), "missing: error: cannot read: no such file")
        self.assertRefused(self.wrap("@tree"), "tree: error: cannot read: is a directory")

    def test_a_response_file_that_names_itself(self):
        self.write("loop", "@loop\n@loop\n")
        self.assertRefused(self.wrap("@loop"), "name each other")

    def test_a_file_whose_name_begins_with_an_at_sign(self):
        self.write("@x.py", PLAIN)
        self.assertEqual(self.wrap("./@x.py").stdout.decode(), WRAPPED)

    def test_the_program_starts_quickly(self):
        # Far above what it takes, so that only a real regression shows.
        subprocess.run([__import__("os").environ["WEFT"], "--version"], timeout=5, check=True,
                       stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
