"""`--verify`: the output is checked before it is delivered. A broken pass that is found out
is in tests/unit/verify_ast_test.cpp."""

from support import BROKEN, DONE, ERROR, PLAIN, SYNTAX_ERRORS, WRAPPED, WeftTest, main


class Tree(WeftTest):
    def test_what_passes_is_delivered(self):
        result = self.wrap("--verify=ast", "-", stdin=PLAIN)
        self.assertCode(result, DONE)
        self.assertEqual(result.stdout.decode(), WRAPPED)

    def test_every_option_of_the_pass(self):
        self.write("a.py", "for x in f():\n    @d(1)\n    def g(y=h()):\n        return sum(z for z in y)\n")
        for options in ([], ["--guard"], ["--no-decorators", "--no-defaults"]):
            result = self.weft("wrap", "--with", "m:n", "--verify", "ast", *options, "-o", "out", "a.py")
            self.assertCode(result, DONE)

    def test_broken_python_is_reported_once(self):
        result = self.wrap("--verify=ast", "-", stdin=BROKEN)
        self.assertCode(result, SYNTAX_ERRORS)
        self.assertEqual(result.stderr.count(b"error"), 1)

    def test_an_unknown_way(self):
        result = self.wrap("--verify=luck", "-", stdin=PLAIN)
        self.assertCode(result, ERROR)
        self.assertIn(b"--verify `luck` is not `ast`", result.stderr)


if __name__ == "__main__":
    main()
