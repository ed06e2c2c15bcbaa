#!/usr/bin/env python3
"""Deep nesting of everything that nests."""

import ast
import unittest

from running import DEEP, OK, SYNTAX_ERRORS, WeftTest


class Nesting(WeftTest):
    """Deep nesting: what Python takes is rewritten so that Python takes it; the rest is no crash."""

    # Text of a program with `n` levels.
    MAKERS = {
        "parentheses": lambda n: b"(" * n + b"f(1)" + b")" * n,
        "brackets": lambda n: b"[" * n + b"f(1)" + b"]" * n,
        "braces": lambda n: b"{0:" * n + b"f(1)" + b"}" * n,
        "mixed brackets": lambda n: b"([{" * (n // 3) + b"f(1)" + b"}])" * (n // 3),
        "calls in calls": lambda n: b"f(" * n + b")" * n,
        "calls with more arguments": lambda n: b"f(1, *a, k=" * n + b"1" + b", **d)" * n,
        "chain of methods": lambda n: b"a" + b".f()" * n,
        "chain of methods with arguments": lambda n: b"a" + b".f(1, b(2))" * n,
        "chain of methods over lines": lambda n: b"(a" + b"\n  .f(1)" * n + b")",
        "chain of calls": lambda n: b"f" + b"()" * n,
        "chain of subscripts": lambda n: b"f(1)" + b"[0]" * n,
        "chain of attributes": lambda n: b"f(1)" + b".a" * n,
        "chain of everything": lambda n: b"f(1)" + b".a[0](x)" * (n // 3),
        "callee in parentheses": lambda n: b"(" * n + b"f" + b")()" * n,
        "subscripts in subscripts": lambda n: b"a[" * n + b"f(1)" + b"]" * n,
        "lone generators": lambda n: b"f(x for x in " * n + b"y" + b")" * n,
        "comprehensions": lambda n: b"[x for x in " * n + b"f(y)" + b"]" * n,
        "unary minus": lambda n: b"x = " + b"-" * n + b"f(1)",
        "not": lambda n: b"x = " + b"not " * n + b"f(1)",
        "await": lambda n: b"async def g():\n    " + b"await (" * n + b"f(1)" + b")" * n,
        "lambda": lambda n: b"x = " + b"lambda: " * n + b"f(1)",
        "lambda defaults": lambda n: b"x = " + b"lambda y=" * n + b"f(1)" + b": f(2)" * n,
        "conditional": lambda n: b"x = " + b"f(1) if a else " * n + b"2",
        "sum": lambda n: b"x = f(1)" + b" + f(2)" * n,
        "power": lambda n: b"x = f(1)" + b" ** f(2)" * n,
        "comparison": lambda n: b"x = f(1)" + b" < f(2)" * n,
        "boolean": lambda n: b"x = f(1)" + b" and f(2) or a" * (n // 2),
        "assignment": lambda n: b"x = " * n + b"f(1)",
        "walrus": lambda n: b"(x := " * n + b"f(1)" + b")" * n,
        "starred": lambda n: b"f(" + b"*[" * n + b"f(1)" + b"]" * n + b")",
        "elif": lambda n: b"if f(0):\n    pass\n" + b"elif f(1):\n    pass\n" * n,
        "else if": lambda n: b"".join(b" " * i + b"if f(1):\n" for i in range(min(n, 90)))
        + b" " * 90
        + b"pass\n",
        "except": lambda n: b"try:\n    f(1)\n" + b"except g(1):\n    pass\n" * n,
        "decorators": lambda n: b"@f(1)\n" * n + b"def g(): pass",
        "with items": lambda n: b"with f(1)" + b", f(2)" * n + b": pass",
        "one-line blocks": lambda n: b"if a: f(1)\n" * n,
        "statements on a line": lambda n: b"f(1); " * n,
        "tuple": lambda n: b"x = " + b"f(1), " * n,
        "strings side by side": lambda n: b"f('a' " + b"'b' " * n + b")",
        "f-strings side by side": lambda n: b"f(" + b"f'{f(1)}' " * n + b")",
        "f-string fields": lambda n: b"x = f'" + b"{f(1)}" * n + b"'",
        "f-string in f-string": lambda n: b"".join(b'f"""{' for _ in range(1)) + b"f(1)" + b'}"""'
        if n < 5
        else b"x = " + b"f'{" * n + b"f(1)" + b"}'" * n,
        "format specs": lambda n: b"x = f'" + b"{f(1):" * min(n, 2) + b"}" * min(n, 2) + b"'",
        "arguments": lambda n: b"f(" + b"g(1), " * n + b")",
        "parameters": lambda n: b"def f("
        + b", ".join(b"a%d=g(1)" % i for i in range(n))
        + b"): pass",
        "nested functions": lambda n: b"".join(
            b" " * i + b"def f(a=g(1)):\n" for i in range(min(n, 19))
        )
        + b" " * 19
        + b"f(1)\n",
        "patterns": lambda n: b"match f(1):\n case " + b"[" * n + b"]" * n + b": g(1)\n",
    }

    def test_within_every_limit(self):
        for name, make in sorted(self.MAKERS.items()):
            data = make(15) + b"\n"
            with self.subTest(name):
                try:
                    ast.parse(data)
                except SyntaxError:
                    self.wrap(data)  # Newer than this interpreter.
                    continue
                result, output = self.wrap(data, codes=(OK,))
                self.assert_faithful(data, output, result.stderr)

    def test_around_the_limits_of_python(self):
        # The parser of 3.8 takes 98 brackets, later ones take 200.
        for depth in (60, 88, 97, 150, 197, 198, 199, 200, 201, 400, 1000):
            for name, make in sorted(self.MAKERS.items()):
                data = make(depth) + b"\n"
                try:
                    compile(data, "<input>", "exec")
                except (SyntaxError, ValueError, RecursionError, MemoryError):
                    is_accepted = False
                else:
                    is_accepted = True
                with self.subTest(name, depth=depth):
                    result, output = self.wrap(data)
                    if is_accepted:
                        self.assert_faithful(data, output, result.stderr, may_leave_alone=True)

    def test_hundred_thousand_deep(self):
        for name, make in sorted(self.MAKERS.items()):
            for ending in (b"\n", b""):
                data = make(DEEP) + ending
                with self.subTest(name, ending=ending):
                    self.check_lines(data)

    def test_unclosed(self):
        for name, piece in (
            ("parentheses", b"("),
            ("brackets", b"["),
            ("braces", b"{"),
            ("calls", b"f("),
            ("subscripts", b"a["),
            ("dicts", b"{1:"),
            ("mixed", b"([{"),
            ("f-strings", b"f'{"),
            ("triple f-strings", b"f'''{"),
            ("lambda", b"lambda: "),
            ("operators", b"1 +"),
            ("not", b"not "),
            ("minus", b"-"),
            ("await", b"await "),
            ("commas", b"a,"),
            ("assignments", b"a = "),
            ("dots", b"a."),
            ("closers", b")"),
            ("mixed closers", b")]}"),
            ("decorators", b"@a\n"),
            ("if", b"if x: "),
            ("else", b"else: "),
            ("quotes", b"'"),
            ("double quotes", b'"'),
            ("backslashes", b"\\"),
            ("backslash lines", b"\\\n"),
            ("colons", b":"),
            ("generators", b"f(x for x in "),
            ("walrus", b"(x := "),
            ("stars", b"*"),
            ("def", b"def "),
            ("class", b"class A:"),
            ("at", b"@"),
            ("arrows", b"->"),
            ("semicolons", b";"),
            ("conditional", b"a if b else "),
            ("async", b"async "),
        ):
            with self.subTest(name):
                self.check_lines(piece * DEEP)
                self.check_lines(b"f(1)\n" + piece * DEEP + b"\n")

    def check_lines(self, data):
        """No crash, in time; the number of lines stays. Python itself cannot judge these."""
        result, output = self.wrap(data)
        if result.code == OK:
            added = result.stderr.count(b"[PrologueTakesLine]")
            self.assertEqual(output.count(b"\n"), data.count(b"\n") + added)
            plain = data.replace(b" ", b"").replace(b"\n", b"")
            rewritten = output.replace(b" ", b"").replace(b"\n", b"")
            self.assertGreaterEqual(len(rewritten), len(plain))

    def test_indentation(self):
        for depth in (50, 99):
            data = b"".join(b" " * i + b"if x:\n" for i in range(depth)) + b" " * depth + b"f(1)\n"
            result, output = self.wrap(data)
            self.assert_faithful(data, output, result.stderr)
        for depth in (100, 101, 150, 511, 512, 600, 1100, 3000):
            data = (
                b"".join(b" " * i + b"if x:\n" for i in range(depth)) + b" " * depth + b"f('a')\n"
            )
            with self.subTest(depth):
                result, output = self.wrap(data)
                if depth >= 101:
                    self.assertEqual(result.code, SYNTAX_ERRORS)
                # With a string left open at the deepest place.
                self.wrap(
                    b"".join(b" " * i + b"if x:\n" for i in range(depth))
                    + b" " * depth
                    + b"f('''a\n"
                )

    def test_wide_indentation(self):
        for width in (1000, 65535, 65536, 65537, 1000000):
            for blank in (b" ", b"\t", b"\f"):
                with self.subTest(width=width, blank=blank):
                    data = b"if x:\n" + blank * width + b"f(1)\n"
                    result, output = self.wrap(data)
                    self.assert_faithful(data, output, result.stderr)


if __name__ == "__main__":
    unittest.main()
