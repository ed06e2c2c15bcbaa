"""Which functions `weft profile` takes, by the options that `weft wrap` has as well."""

import json

from support import DONE, ERROR, WeftTest, main

SOURCE = """\
import weft

class Cart(Base):
    def add(self, x):
        def inner():
            return g(x)
        return inner(f(x))

    @route("/")
    async def load(self):
        return await self.db.load()

@weft.profile(limit=1)
def marked(x):
    return h(x)

def plain(x):
    return h(x)
"""


class ProfileSelect(WeftTest):
    def setUp(self):
        super().setUp()
        self.write("app.py", SOURCE)

    def functions(self, *args, command=("profile",), done=DONE):
        """The names of the functions that get a record of their own, and what is said."""
        result = self.weft(*command, *args, "--verify=ast", "--no-undo", "app.py")
        self.assertCode(result, done)
        table = [line for line in result.stdout.decode().splitlines() if "_weft_profile(" in line]
        if not table:
            return [], result.stderr.decode()
        shapes, rows = eval(
            table[0].split("_weft_profile(__name__, None, ", 1)[1].split("); import", 1)[0]
        )
        rows = rows.split("\n")
        names = []
        for shape in shapes:
            names.append(rows[0].split(" ", 1)[1])
            del rows[: 1 + shape // 4]
        return names, result.stderr.decode()

    def chosen(self, *args):
        return self.functions(*args)[0]

    def test_without_an_option_what_is_marked(self):
        self.assertEqual(self.chosen(), ["marked"])
        self.assertEqual(self.chosen("--only", "h"), ["marked"])
        self.assertEqual(self.chosen("--ignore-builtins"), ["marked"])

    def test_by_name(self):
        self.assertEqual(self.chosen("--in", "plain"), ["marked", "plain"])
        self.assertEqual(self.chosen("--in", "app:plain"), ["marked", "plain"])
        self.assertEqual(self.chosen("--in", "other:plain"), ["marked"])
        self.assertEqual(self.chosen("--in", "plain,Cart.add"), ["Cart.add", "marked", "plain"])
        self.assertEqual(self.chosen("--in", ""), [])

    def test_what_is_in_a_function_is_timed_as_part_of_it(self):
        self.assertEqual(self.chosen("--in", "Cart.add"), ["Cart.add", "marked"])
        self.assertEqual(self.chosen("--in", "Cart"), ["Cart.add", "Cart.load", "marked"])
        everything = ["Cart.add", "Cart.add.<locals>.inner", "Cart.load", "marked", "plain"]
        self.assertEqual(self.chosen("--in", "*"), everything)
        self.assertEqual(self.chosen("--in", "*.inner"), ["Cart.add.<locals>.inner", "marked"])

    def test_by_what_functions_are(self):
        self.assertEqual(self.chosen("--kind", "async"), ["Cart.load", "marked"])
        self.assertEqual(self.chosen("--decorated", "route"), ["Cart.load", "marked"])
        self.assertEqual(self.chosen("--base", "Base"), ["Cart.add", "Cart.load", "marked"])
        self.assertEqual(
            self.chosen("--pointcut", "kind(method) && !kind(async)"), ["Cart.add"] + ["marked"]
        )
        self.assertEqual(self.chosen("--base", "Base", "--kind", "async"), ["Cart.load", "marked"])

    def test_what_is_excluded(self):
        self.assertEqual(self.chosen("--in", "*", "--not-in", "Cart,marked"), ["plain"])
        self.assertEqual(self.chosen("--not-in", "marked"), [])
        self.write("app.py", SOURCE.replace("def plain(x):", "def plain(x):  # weft: skip"))
        self.assertEqual(self.chosen("--in", "plain"), ["marked"])

    def test_options_about_calls_take_calls(self):
        result = self.weft("profile", "--in", "Cart.add", "--only", "f", "app.py")
        self.assertCode(result, DONE)
        text = result.stdout.decode()
        self.assertIn("return inner(_weft_E(f(_weft_T(0, x))))", text)
        self.assertIn("            return g(x)", text)

    def test_rewrite_takes_the_same(self):
        command = ("rewrite", "--passes", "profile-calls")
        self.assertEqual(self.functions("--in", "plain", command=command)[0], ["marked", "plain"])
        command = ("rewrite", "--passes", "profile-calls[in=plain]")
        self.assertEqual(self.functions(command=command)[0], ["marked", "plain"])
        self.assertEqual(
            self.functions("--in", "Cart.load", command=command)[0],
            ["Cart.load", "marked", "plain"],
        )

    def test_a_pattern_that_matches_nothing(self):
        _, messages = self.functions("--in", "app:plian")
        self.assertIn("warning: `app:plian` of --in matched nothing; did you mean `app:plain`?", messages)
        _, messages = self.functions("--in", "plian", "--strict", done=ERROR)
        self.assertIn("error: `*:plian` of --in matched nothing; did you mean `app:plain`?", messages)
        _, messages = self.functions("--in", "plain", "--only", "h", "--kind", "function")
        self.assertEqual(messages, "")

    def test_explain(self):
        result = self.weft("explain", "--pass", "profile-calls", "--in", "plain", "app.py")
        self.assertCode(result, DONE)
        self.assertEqual(
            result.stdout.decode(),
            "app.py:6:20: g: left alone: not selected by `--in plain`\n"
            "app.py:7:16: inner: left alone: not selected by `--in plain`\n"
            "app.py:7:22: f: left alone: not selected by `--in plain`\n"
            "app.py:9:6: route: left alone: its function is not chosen\n"
            "app.py:11:22: self.db.load: left alone: not selected by `--in plain`\n"
            "app.py:13:2: weft.profile: left alone: its function is not chosen\n"
            "app.py:15:12: h: timed\n"
            "app.py:18:12: h: timed: selected by `--in plain`\n",
        )
        self.assertIn(b"8 calls, 2 timed, 6 left alone\n", result.stderr)

    def test_explain_one_place(self):
        command = ["explain", "--pass", "profile-calls", "--in", "plain", "--at"]
        result = self.weft(*command, "app.py:15")
        self.assertIn(b"    --in plain: has no say; a decorator chooses the function\n", result.stdout)
        self.assertIn(b"    profile-calls: times it\n", result.stdout)

    def test_the_manifest_has_the_reasons(self):
        result = self.weft(
            "profile", "--in", "plain", "--not-in", "marked", "--manifest", "m.json",
            "-o", "out.py", "app.py",
        )
        self.assertCode(result, DONE)
        sites = json.loads((self.dir / "m.json").read_text())["files"][0]["sites"]
        done = [(site["line"], site.get("reason", "")) for site in sites if site["callee"] == "h"]
        self.assertEqual(done, [(15, "excluded by `--not-in marked`"), (18, "")])


if __name__ == "__main__":
    main()
