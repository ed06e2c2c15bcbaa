"""What `[tool.weft]` of a pyproject.toml says, for which files, and who has the last word."""

import json
import os
import re

from support import DONE, ERROR, FOUND, PLAIN, WeftTest, main

BASE = '[tool.weft]\nwith = "m:n"\nno-undo = true\n'
TWO_CALLS = "f(a)\ng(b)\n"


class Config(WeftTest):
    def wrapped(self, *args, **options):
        """The calls that `weft wrap` routes through a wrapper, by file or on stdout."""
        result = self.weft("wrap", *args, **options)
        self.assertCode(result, DONE)
        return re.findall(r"_weft_wrap\)?\((\w+)", result.stdout.decode())

    def refused(self, *args, **options):
        result = self.weft(*args, **options)
        self.assertCode(result, ERROR)
        if args[0] == "check":  # Findings are what it prints.
            return result.stdout.decode() + result.stderr.decode()
        self.assertEqual(result.stdout, b"")
        return result.stderr.decode()

    def complaints(self, text, *args):
        """What is said about a configuration, each line without the file and the id."""
        self.write("pyproject.toml", text)
        self.write("a.py", PLAIN)
        lines = self.refused("wrap", *args, "a.py").splitlines()
        return [re.fullmatch(r"pyproject\.toml:?(.*?): error: (.*) \[\w+\]", line).groups()
                for line in lines]


class Finding(Config):
    def test_the_nearest_file_above_the_input_counts(self):
        self.write("pyproject.toml", BASE)
        self.write("pkg/pyproject.toml", BASE + 'only = ["g"]\n')
        self.write("top.py", TWO_CALLS)
        self.write("pkg/deep/er/a.py", TWO_CALLS)
        self.assertEqual(self.wrapped("top.py"), ["f", "g"])
        self.assertEqual(self.wrapped("pkg/deep/er/a.py"), ["g"])
        self.assertEqual(self.wrapped("a.py", cwd=self.dir / "pkg/deep/er"), ["g"])

    def test_a_file_without_a_table_of_ours_is_passed_over(self):
        self.write("pyproject.toml", BASE)
        self.write("pkg/pyproject.toml", "[tool.other]\nwith = 1\n")
        self.write("pkg/a.py")
        self.assertEqual(self.wrapped("pkg/a.py"), ["f"])

    def test_an_empty_table_is_a_configuration(self):
        self.write("pyproject.toml", BASE)
        self.write("pkg/pyproject.toml", "[tool.weft]\n")
        self.write("pkg/a.py")
        self.assertIn("needs --with MODULE:NAME", self.refused("wrap", "pkg/a.py"))

    def test_each_file_of_a_run_has_its_own(self):
        self.write("src/one/pyproject.toml", BASE)
        self.write("src/two/pyproject.toml", BASE.replace("m:n", "x:y"))
        self.write("src/one/a.py")
        self.write("src/two/a.py")
        self.assertCode(self.weft("wrap", "-o", "out", "src"), DONE)
        self.assertIn("from m import n", self.read("out/one/a.py"))
        self.assertIn("from x import y", self.read("out/two/a.py"))

    def test_standard_input_is_where_its_name_says(self):
        self.write("pyproject.toml", BASE)
        self.write("pkg/pyproject.toml", BASE + 'skip = ["f"]\n')
        self.assertEqual(self.wrapped("-", stdin=TWO_CALLS), ["f", "g"])
        self.assertEqual(self.wrapped("--stdin-filename", "pkg/a.py", "-", stdin=TWO_CALLS), ["g"])
        self.assertEqual(self.wrapped("-", stdin=TWO_CALLS, cwd=self.dir / "pkg"), ["g"])

    def test_a_link_to_a_file_is_where_it_stands(self):
        self.write("pyproject.toml", BASE)
        self.write("pkg/pyproject.toml", BASE + 'skip = ["f"]\n')
        self.write("pkg/a.py", TWO_CALLS)
        os.symlink("pkg/a.py", self.dir / "link.py")
        os.symlink("pkg", self.dir / "folder")
        self.assertEqual(self.wrapped("link.py"), ["f", "g"])
        self.assertEqual(self.wrapped("folder/a.py"), ["g"])

    def test_what_is_no_file_is_no_configuration(self):
        self.write("pyproject.toml", BASE)
        self.write("a/a.py")
        (self.dir / "a/pyproject.toml").mkdir()
        self.write("b/a.py")
        os.symlink("nowhere", self.dir / "b/pyproject.toml")
        self.write("c/a.py")
        os.mkfifo(self.dir / "c/pyproject.toml")
        for folder in "abc":
            self.assertEqual(self.wrapped(f"{folder}/a.py"), ["f"])

    def test_config_names_the_file(self):
        self.write("pyproject.toml", "[tool.weft]\nbad = 1\n")
        self.write("conf/mine.toml", BASE + '[[tool.weft.overrides]]\npath = "x.py"\nskip = ["f"]\n')
        self.write("a.py")
        self.write("conf/x.py", TWO_CALLS)
        self.assertEqual(self.wrapped("--config", "conf/mine.toml", "a.py"), ["f"])
        self.assertEqual(self.wrapped("--config", "conf/mine.toml", "conf/x.py"), ["g"])

    def test_config_has_to_be_one(self):
        self.write("a.py")
        self.write("empty.toml", "")
        self.assertIn("no table `[tool.weft]`", self.refused("check", "--config", "empty.toml", "a.py"))
        self.assertIn("no such file", self.refused("check", "--config", "none.toml", "a.py"))
        self.assertIn("is a directory", self.refused("check", "--config", ".", "a.py"))
        both = self.refused("check", "--config", "empty.toml", "--isolated", "a.py")
        self.assertIn("excludes", both)

    def test_isolated_reads_none(self):
        self.write("pyproject.toml", "nonsense")
        self.write("a.py")
        self.assertEqual(self.wrapped("--isolated", "--with", "m:n", "a.py"), ["f"])

    def test_verbose_names_what_was_read(self):
        self.write("pyproject.toml", BASE)
        self.write("src/a.py")
        self.write("src/b.py")
        said = self.weft("wrap", "--verbose", "--check", "src").stderr.decode()
        self.assertIn("pyproject.toml: note: configures 2 files [ConfigRead]\n", said)
        said = self.weft("wrap", "--verbose", "--check", ".", cwd=self.dir / "src").stderr.decode()
        self.assertIn(f"{self.dir}/pyproject.toml: note: configures 2 files", said)

    def test_a_depfile_names_what_was_read(self):
        self.write("pyproject.toml", BASE)
        self.write("pkg/pyproject.toml", "[project]\n")
        self.write("pkg/a.py")
        self.assertCode(self.weft("wrap", "-o", "out", "--depfile", "d", "pkg"), DONE)
        self.assertIn(" pyproject.toml", self.read("d"))
        self.assertIn(" pkg/pyproject.toml", self.read("d"))


class Values(Config):
    def test_the_command_line_has_the_last_word(self):
        self.write("pyproject.toml", BASE + 'only = ["f"]\nguard = true\n')
        self.write("a.py", TWO_CALLS)
        self.assertEqual(self.wrapped("a.py"), ["f"])
        self.assertEqual(self.wrapped("--only", "g", "a.py"), ["g"])
        text = self.weft("wrap", "--guard=false", "--with", "x:y", "a.py").stdout.decode()
        self.assertNotIn("guard", text)
        self.assertIn("from x import y", text)

    def test_a_single_string_will_do_for_a_list(self):
        self.write("pyproject.toml", BASE + 'skip = "f, g"\n')
        self.write("a.py", "f(a)\ng(b)\nh(c)\n")
        self.assertEqual(self.wrapped("a.py"), ["h"])

    def test_every_command_takes_what_concerns_it(self):
        self.write(
            "pyproject.toml",
            BASE + 'passes = ["wrap-calls"]\nlimit = "2s"\nclock = "running"\ntarget = "3.9"\n'
            'in = ["a:work"]\npointcut = "callee(f)"\n',
        )
        self.write("a.py", "def work():\n    f(a)\n    g(b)\nf(a)\n")
        self.assertEqual(self.wrapped("a.py"), ["f"])
        rewritten = self.weft("rewrite", "a.py")
        self.assertCode(rewritten, DONE)
        self.assertEqual(rewritten.stdout, self.weft("wrap", "a.py").stdout)
        profiled = self.weft("profile", "a.py")
        self.assertCode(profiled, DONE)
        given = self.weft("profile", "--isolated", "--no-undo", "--in", "a:work", "--pointcut", "callee(f)",
                          "--limit", "2s", "--clock", "running", "a.py")
        self.assertEqual(profiled.stdout, given.stdout)
        explained = self.weft("explain", "--quiet", "a.py").stdout.decode()
        self.assertIn("a.py:2:5: f: wrapped", explained)
        self.assertIn("a.py:4:1: f: left alone", explained)
        self.write("new.py", "match x:\n    case 1: pass\n")
        self.assertCode(self.weft("check", "new.py"), FOUND)
        self.assertCode(self.weft("check", "--target", "3.10", "new.py"), DONE)

    def test_the_wrapper_is_not_for_other_passes(self):
        self.write("pyproject.toml", BASE + 'passes = "profile-calls"\nlimit = "1s"\n')
        self.write("a.py")
        self.assertCode(self.weft("rewrite", "a.py"), DONE)
        self.write("pyproject.toml", BASE + 'passes = ["wrap-calls"]\nlimit = "1s"\n')
        self.assertCode(self.weft("rewrite", "a.py"), DONE)

    def test_exclude_leaves_out_what_the_walk_finds(self):
        self.write("pyproject.toml", BASE + 'exclude = ["gen/", "*_pb2.py", "/src/one.py"]\n')
        for path in ("src/a.py", "src/one.py", "src/x_pb2.py", "src/gen/b.py", "src/deep/one.py"):
            self.write(path)
        named = self.weft("wrap", "--check", ".").stdout.decode().split()
        self.assertEqual(named, ["src/a.py", "src/deep/one.py"])
        named = self.weft("wrap", "--check", "src", "--exclude", "src/deep").stdout.decode().split()
        self.assertEqual(named, ["src/a.py", "src/gen/b.py", "src/one.py", "src/x_pb2.py"])
        self.assertEqual(self.wrapped("src/one.py"), ["f"])  # Named, it is meant.
        nothing = self.weft("check", "--exclude", "*", "src")
        self.assertCode(nothing, DONE)
        self.assertIn(b"every file is left out by `exclude`", nothing.stdout)

    def test_an_unmatched_pattern_is_a_note_unless_strict(self):
        self.write("pyproject.toml", BASE + 'only = ["f", "nowhere"]\n')
        self.write("a.py")
        self.assertEqual(self.weft("wrap", "a.py").stderr, b"")
        said = self.weft("wrap", "--verbose", "a.py").stderr.decode()
        self.assertIn("pyproject.toml:4:1: note: `nowhere` of --only matched nothing", said)
        strict = self.weft("wrap", "--strict", "a.py")
        self.assertCode(strict, ERROR)
        self.assertIn(b"pyproject.toml:4:1: error: `nowhere`", strict.stderr)

    def test_a_pattern_that_matched_under_one_configuration_has_matched(self):
        self.write("one/pyproject.toml", BASE)
        self.write("two/pyproject.toml", BASE + "guard = true\n")
        self.write("one/a.py", "f(a)\n")
        self.write("two/b.py", "g(a)\n")
        for strict in ([], ["--strict"]):
            result = self.weft("wrap", "--check", "--only", "f", *strict, "one", "two")
            self.assertCode(result, FOUND)
            self.assertNotIn(b"matched nothing", result.stderr)

    def test_a_manifest_names_the_wrapper_that_all_files_have(self):
        self.write("pyproject.toml", BASE + '[[tool.weft.overrides]]\npath = "b.py"\nwith = "x:y"\n')
        self.write("a.py")
        self.write("b.py")
        self.assertCode(self.weft("wrap", "--manifest", "m", "-o", "out.py", "a.py"), DONE)
        self.assertEqual(json.loads(self.read("m"))["with"], "m:n")
        self.assertCode(self.weft("wrap", "--manifest", "m", "-o", "out", "a.py", "b.py"), DONE)
        self.assertNotIn("with", json.loads(self.read("m")))

    # Rule files and plug-ins make passes, which a run has before it looks at any file; and no
    # configuration has code run.
    ABOUT_THE_RUN = {"verify", "verify-each", "print-after", "time-passes", "rules", "plugin",
                     "timeout-per-file"}

    def test_every_option_that_says_what_is_done_is_a_key(self):
        """An option of a pass or of selection that nobody can configure would be forgotten."""
        text = self.weft("rewrite", "--help").stdout.decode() + self.weft("profile", "--help").stdout.decode()
        groups = re.findall(r"^(?:Passes|Selection):\n((?:  .*\n)+)", text, re.M)
        names = set(re.findall(r"^ +--([\w-]+)", "".join(groups), re.M)) - self.ABOUT_THE_RUN
        self.assertGreater(len(names), 15)
        said = self.complaints("[tool.weft]\n" + "".join(f"{name} = 1\n" for name in sorted(names)))
        self.assertEqual(len(said), len(names))
        for _, message in said:
            self.assertRegex(message, r"`[\w-]+` takes .*, not an integer")


class Overrides(Config):
    def test_a_later_override_wins(self):
        self.write(
            "pyproject.toml",
            BASE + 'skip = ["f"]\n'
            '[[tool.weft.overrides]]\npath = "tests/**"\nskip = ["g"]\n'
            '[[tool.weft.overrides]]\npath = ["test_*.py", "/setup.py"]\nskip = []\n',
        )
        for path in ("a.py", "tests/a.py", "tests/x/a.py", "tests/test_a.py", "setup.py", "x/setup.py"):
            self.write(path, TWO_CALLS)
        self.assertEqual(self.wrapped("a.py"), ["g"])
        self.assertEqual(self.wrapped("tests/a.py"), ["f"])
        self.assertEqual(self.wrapped("tests/x/a.py"), ["f"])
        self.assertEqual(self.wrapped("tests/test_a.py"), ["f", "g"])
        self.assertEqual(self.wrapped("setup.py"), ["f", "g"])
        self.assertEqual(self.wrapped("x/setup.py"), ["g"])
        self.assertEqual(self.wrapped("--skip", "f", "tests/a.py"), ["g"])

    def test_the_pattern_of_a_folder_takes_what_is_in_it(self):
        self.write("pyproject.toml", BASE + '[[tool.weft.overrides]]\npath = "tests"\nskip = "f"\n')
        self.write("pkg/tests/deep/a.py", TWO_CALLS)
        self.assertEqual(self.wrapped("pkg/tests/deep/a.py"), ["g"])
        self.assertEqual(self.wrapped("a.py", cwd=self.dir / "pkg/tests/deep"), ["g"])


class Mistakes(Config):
    def test_each_is_told_with_its_place(self):
        self.assertEqual(
            self.complaints(
                "[tool.weft]\n"
                'onyl = ["a"]\n'
                "only = 3\n"
                'skip = ["a",\n    4]\n'
                "guard = 1\n"
                "with = true\n"
                "jobs = 4\n"
                "zzzzzzzz = 1\n"
                "limit = 1979-05-27\n"
            ),
            [
                ("2:1", "unknown key `onyl`; did you mean `only`?"),
                ("3:8", "`only` takes a list of strings, not an integer"),
                ("5:5", "`skip` takes a string, not an integer"),
                ("6:9", "`guard` takes true or false, not an integer"),
                ("7:8", "`with` takes a string, not a boolean"),
                ("8:1", "`jobs` is an option for the command line only"),
                ("9:1", "unknown key `zzzzzzzz`"),
                ("10:9", "`limit` takes a string, not a date or a time"),
            ],
        )

    def test_values_are_checked_also_for_other_commands(self):
        self.assertEqual(
            self.complaints(
                "[tool.weft]\n"
                'clock = "wrist"\n'
                'kind = ["async", "asink"]\n'
                'limit = "soon"\n'
                'passes = "wrap-cals"\n'
                'pointcut = ["call(a)", "call(é) &&"]\n'
                'target = "2.7"\n'
                'with = "m"\n'
            ),
            [
                ("2:9", "`clock`: `wrist` is none of wall, running"),
                ("3:18", "`kind`: `asink` is none of async, class, classmethod, function, generator,"
                 " method, module, nested, property, staticmethod, test"),
                ("4:9", "`limit`: `soon` is no duration; say 0.3, 300ms, 2s or 1m"),
                ("5:10", "`passes`: no pass is called `wrap-cals`; see `weft passes`"),
                ("6:24", "`pointcut`: column 11: something is missing at the end"),
                ("7:10", "`target`: `2.7` is none of 3.8, 3.9, 3.10, 3.11, 3.12, 3.13, 3.14"),
                ("8:8", "`with`: `m` is not MODULE:NAME; there is no colon"),
            ],
        )

    def test_overrides(self):
        self.assertEqual(
            self.complaints(
                BASE + "[[tool.weft.overrides]]\nguard = true\n"
                "[[tool.weft.overrides]]\npath = 1\n"
                '[[tool.weft.overrides]]\npath = "a\\nb"\noverrides = []\npaths = "x"\n'
            ),
            [
                ("4:1", "an override needs `path`, the files that it is for"),
                ("7:8", "`path` takes a list of strings, not an integer"),
                ("9:8", "`path`: a pattern is one line"),
                ("10:1", "unknown key `overrides`"),
                ("11:1", "unknown key `paths`; did you mean `path`?"),
            ],
        )
        for value in ("1", "{}", "[1]"):
            (_, message), = self.complaints(BASE + f"overrides = {value}\n")
            self.assertRegex(message, r"`overrides` takes tables `\[\[tool.weft.overrides\]\]`, not ")

    def test_the_table_is_a_table(self):
        self.assertEqual(self.complaints("tool = 1\n"),
                         [("1:8", "`tool` takes a table, not an integer")])
        self.assertEqual(self.complaints("[[tool.weft]]\n"),
                         [("1:1", "`tool.weft` takes a table, not an array")])

    def test_options_that_do_not_go_together_name_the_file(self):
        self.write("pyproject.toml", BASE + 'only = "f"\n')
        self.write("a.py")
        said = self.refused("wrap", "--skip", "g", "a.py")
        self.assertIn("not part of what --only takes", said)
        self.assertIn("`pyproject.toml` has a part in this", said)
        said = self.refused("rewrite", "--passes", "", "--with", "m:n", "a.py")
        self.assertNotIn("has a part", said)

    def test_nothing_is_written(self):
        self.write("pyproject.toml", BASE)
        self.write("a.py")
        self.write("sub/pyproject.toml", "[tool.weft]\nbad = 1\n")
        self.write("sub/b.py")
        before = self.tree()
        said = self.refused("wrap", "--in-place", ".")
        self.assertIn("sub/pyproject.toml:2:1: error: unknown key `bad`", said)
        self.assertEqual(self.tree(), before)
        self.refused("wrap", "-o", "out", "--manifest", "m", ".")
        self.assertEqual(self.tree(), before)
        self.refused("check", ".")
        result = self.weft("explain", "--format", "json", ".")
        self.assertCode(result, ERROR)
        self.assertEqual(json.loads(result.stdout)["diagnostics"][0]["line"], 2)


class BadFiles(Config):
    def test_what_is_no_toml(self):
        for text, place in (
            (b"[tool.weft\n", "1:11"),
            (b"a = 1\na = 2\n", "2:5"),
            (b'[tool.weft]\nwith = "\xff"\n', "2:8"),
            (b"\x00", "1:1"),
            (b"\xff\xfea\x00", "1:1"),
            (b"a = " + b"[" * 100000, "1:261"),
            (b"a = " + b"{b = " * 100000, None),
        ):
            (found, message), = self.complaints(text)
            self.assertRegex(message, "^invalid TOML: ")
            if place is not None:
                self.assertEqual(found, place, text[:20])

    def test_a_key_of_many_parts_does_not_end_the_process(self):
        key = ".".join("a" * 300000)
        for text in (f"{key} = 1\n", f"[{key}]\n", f'b = ["""x"""", {{{key} = 1}}]\n',
                     f"b = {{{key} = 1}}\n", f"'#'.{key} = 1\n"):
            self.assertEqual(self.complaints(text),
                             [("", "has a key with more than 32 dots, too deep for a configuration")])

    def test_dots_elsewhere_are_no_parts(self):
        dots = "." * 100
        self.write("pyproject.toml",
                   f"# {dots}\n" + BASE + f'skip = ["{dots}", \'{dots}\', """\n{dots}"""]\n'
                   "[x]\ny = [" + "1.5, " * 100 + "]\n")
        self.write("a.py")
        self.assertEqual(self.wrapped("a.py"), ["f"])

    def test_a_byte_order_mark_and_other_line_ends(self):
        self.write("a.py")
        self.write("pyproject.toml", b"\xef\xbb\xbf" + BASE.replace("\n", "\r\n").encode())
        self.assertEqual(self.wrapped("a.py"), ["f"])

    def test_a_huge_file(self):
        self.write("pyproject.toml", BASE + "#" + "x" * (17 << 20))
        self.write("a.py")
        self.assertIn("pyproject.toml: error: has more than 16 MiB", self.refused("wrap", "a.py"))

    def test_a_file_that_cannot_be_read(self):
        self.write("a.py")
        # A regular file whose first page nobody can read, not even root.
        os.symlink("/proc/self/mem", self.dir / "pyproject.toml")
        self.assertIn("pyproject.toml: error: cannot read: ", self.refused("wrap", "a.py"))


if __name__ == "__main__":
    main()
