"""`--verify`: the output is checked before it is delivered. A broken pass that is found out
is in tests/unit/verify_ast_test.cpp."""

import sys

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

    def test_profiles(self):
        self.write("a.py", "def f(x):\n    yield g(h(x))\n")
        for command in (["profile"], ["rewrite", "--passes", "profile-calls"]):
            for clock in ("wall", "running"):
                options = ["--in", "*", "--clock", clock, "--verify=ast", "-o", "out.py"]
                result = self.weft(*command, *options, "a.py")
                self.assertCode(result, DONE)
                self.assertIn(b"_weft_T(0, ", (self.dir / "out.py").read_bytes())
        result = self.weft("strip", "out.py")
        self.assertEqual(result.stdout, (self.dir / "a.py").read_bytes())

    def test_broken_python_is_reported_once(self):
        result = self.wrap("--verify=ast", "-", stdin=BROKEN)
        self.assertCode(result, SYNTAX_ERRORS)
        self.assertEqual(result.stderr.count(b"error"), 1)

    def test_what_follows_it_is_a_path(self):
        self.write("a.py", PLAIN)
        self.write("b.py", PLAIN)
        result = self.wrap("--verify=ast", "a.py", "-o", "out.py")
        self.assertCode(result, DONE)
        self.assertIn("_weft_wrap", (self.dir / "out.py").read_text())
        result = self.wrap("--verify", "ast", "--verify", "compile", "a.py", "b.py", "-o", "out")
        self.assertCode(result, DONE)

    def test_an_unknown_way(self):
        result = self.wrap("--verify=luck", "-", stdin=PLAIN)
        self.assertCode(result, ERROR)
        self.assertIn(b"--verify `luck` is none of ast, compile", result.stderr)


class Compile(WeftTest):
    def test_what_compiles(self):
        self.write("t/a.py", "# coding: latin-1\nf('\xe9')\n".encode("latin-1"))
        self.write("t/b.py", "for x in f():\n    pass\n")
        for how in ("compile", "compile:" + sys.executable, "compile:python3," + sys.executable):
            result = self.wrap("--verify", how, "-o", "out", "t")
            self.assertCode(result, DONE)
        self.assertCode(self.wrap("--verify=compile", "t/a.py"), DONE)

    def test_nothing_is_run(self):
        self.write("a.py", "import os\nos.mkdir('made')\n")
        self.assertCode(self.wrap("--verify=compile", "-o", "out.py", "a.py"), DONE)
        self.assertFalse((self.dir / "made").exists())

    def test_what_does_not_compile(self):
        # In place of a Python, one that cannot compile what has a wrapper.
        self.write(
            "picky",
            f"#!{sys.executable}\nimport builtins, sys\nreal = compile\n"
            "def picky(data, *args, **kwargs):\n"
            "    if b'_weft_wrap(bad' in data:\n"
            "        raise SyntaxError('no wrapper', ('f', 2, 1, ''))\n"
            "builtins.compile = picky\nexec(real(sys.argv[-1], 'script', 'exec'))\n",
            mode=0o755,
        )
        self.write("t/a.py", "x = 1\nbad()\n")
        self.write("t/b.py", "good()\n")
        result = self.wrap("--verify=compile:./picky", "-o", "out", "t")
        self.assertCode(result, ERROR)
        self.assertEqual(
            result.stderr.decode(),
            "t/a.py: error: `./picky` compiles the input, but not the output; 2:1: no wrapper "
            "[OutputDoesNotCompile]\n2 files rewritten, 0 unchanged\n",
        )

    def test_what_did_not_compile_before_is_not_at_fault(self):
        self.write("a.py", "f(1)\nmatch x:\n    case 1: pass\n")
        self.write("old", f"#!{sys.executable}\nimport builtins, sys\nreal = compile\n"
                   "def old(data, *args, **kwargs):\n    raise SyntaxError('new')\n"
                   "builtins.compile = old\nexec(real(sys.argv[-1], 'script', 'exec'))\n", mode=0o755)
        self.assertCode(self.wrap("--verify=compile:./old", "-o", "out.py", "a.py"), DONE)

    def test_a_python_that_is_not_there(self):
        self.write("a.py")
        result = self.wrap("--verify=compile:no-such-python", "-o", "out.py", "a.py")
        self.assertCode(result, ERROR)
        self.assertIn(b"cannot run `no-such-python`: no such file", result.stderr)
        self.assertFalse((self.dir / "out.py").exists())
        result = self.wrap("--verify=compile:false", "-o", "out.py", "a.py")
        self.assertCode(result, ERROR)
        self.assertIn(b"could not compile the outputs; its exit code is 1", result.stderr)


class Run(WeftTest):
    def setUp(self):
        super().setUp()
        self.write("t/m.py", "def n(f, /, *a, **k):\n    return f(*a, **k)\n")

    def run_it(self, command, *args):
        return self.wrap("--verify=run:" + command, "-o", "out", "t", *args)

    def test_a_program_that_does_the_same(self):
        self.write("t/a.py", "print(len('abc'), __file__)\n")
        for command in ("python3 a.py", "python3 {}/a.py", "cd /; PYTHONPATH={} python3 -m a"):
            result = self.run_it(command)
            self.assertCode(result, DONE)
        self.assertEqual(sorted(self.tree("t")), ["a.py", "m.py"])

    def test_one_file(self):
        self.write("m.py", "def n(f, /, *a, **k):\n    return f(*a, **k)\n")
        self.write("a.py", "print(__file__)\n")
        result = self.wrap("--verify=run:python3 {}", "-o", "b.py", "a.py")
        self.assertCode(result, DONE)

    def test_other_output_and_exit_code(self):
        self.write("t/a.py", "import sys\nprint(1)\nprint(len(open('a.py').read()))\n")
        result = self.run_it("python3 a.py")
        self.assertCode(result, ERROR)
        self.assertRegex(
            result.stderr.decode(),
            r"out: error: `python3 a.py` prints, in line 2, `\d+` here and `52` in the original "
            r"\[RunPrintsDifferently\]\n",
        )
        self.write("t/a.py", "import sys\nsys.exit(('_we' + 'ft') in open('a.py').read())\n")
        result = self.run_it("python3 a.py")
        self.assertCode(result, ERROR)
        self.assertIn(b"ends with exit code 1 here, and with 0 in the original", result.stderr)

    def test_usage(self):
        self.write("t/a.py")
        self.assertCode(self.wrap("--verify=run:true", "t/a.py"), ERROR)
        self.assertCode(self.wrap("--verify=run:true", "-o", "out", "t", "t/a.py"), ERROR)
        self.assertCode(self.wrap("--verify=run:", "-o", "out", "t"), ERROR)


if __name__ == "__main__":
    main()
