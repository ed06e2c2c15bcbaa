"""`.gitignore` is honoured as git honours it; git itself is the oracle where it is there."""

import os
import random
import shutil
import subprocess
import unittest

from support import DONE, FOUND, WeftTest, main


class Gitignore(WeftTest):
    def found(self, *args, cwd=None):
        self.result = self.wrap("--check", *args, cwd=cwd)
        return self.result.stdout.decode().splitlines()

    def assertTaken(self, rules, names, taken):
        """Of `names` below t/, a walk with these rules takes `taken`."""
        self.setUp()
        for name in names:
            self.write("t/" + name)
        self.write("t/.gitignore", rules)
        self.assertEqual(self.found("t"), sorted("t/" + name for name in taken), rules)

    def test_names_and_wildcards(self):
        names = ["a.py", "b.py", "ab.py", "d/a.py", "d/e/a.py"]
        self.assertTaken("a.py\n", names, ["b.py", "ab.py"])
        self.assertTaken("a*.py\n", names, ["b.py"])
        self.assertTaken("?.py\n", names, ["ab.py"])
        self.assertTaken("[a-b].py\n", names, ["ab.py"])
        self.assertTaken("[!a].py\n", names, ["a.py", "ab.py", "d/a.py", "d/e/a.py"])
        self.assertTaken("*\n", names, [])

    def test_slashes_anchor(self):
        names = ["a.py", "d/a.py", "d/e/a.py"]
        self.assertTaken("/a.py\n", names, ["d/a.py", "d/e/a.py"])
        self.assertTaken("d/a.py\n", names, ["a.py", "d/e/a.py"])
        self.assertTaken("e/a.py\n", names, names)
        self.assertTaken("d/*.py\n", names, ["a.py", "d/e/a.py"])

    def test_double_stars(self):
        names = ["a.py", "d/a.py", "d/e/a.py", "d/e/f/a.py"]
        self.assertTaken("**/a.py\n", names, [])
        self.assertTaken("d/**\n", names, ["a.py"])
        self.assertTaken("d/**/a.py\n", names, ["a.py"])
        self.assertTaken("d/**/f/a.py\n", names, ["a.py", "d/a.py", "d/e/a.py"])
        self.assertTaken("**/e\n", names, ["a.py", "d/a.py"])
        self.assertTaken("d**\n", names, ["a.py"])
        self.assertTaken("*\n!*/\n!d**\n", names, [])
        # As git does it, though its manual says otherwise.
        self.assertTaken("a**/*.py\n", names, ["d/a.py", "d/e/a.py", "d/e/f/a.py"])

    def test_a_slash_at_the_end_is_for_directories(self):
        names = ["build/a.py", "d/build/a.py", "e/build.py"]
        self.assertTaken("build/\n", names, ["e/build.py"])
        self.assertTaken("build.py/\n", names, names)

    def test_the_last_rule_that_matches_wins(self):
        names = ["a.py", "b.py", "d/a.py"]
        self.assertTaken("*.py\n!a.py\n", names, ["a.py", "d/a.py"])
        self.assertTaken("!a.py\n*.py\n", names, [])
        self.assertTaken("*.py\n!a.py\n/a.py\n", names, ["d/a.py"])

    def test_a_file_below_an_ignored_directory_stays_out(self):
        self.assertTaken("d/\n!d/a.py\n", ["d/a.py", "b.py"], ["b.py"])
        self.assertTaken("d/*\n!d/a.py\n", ["d/a.py", "d/b.py"], ["d/a.py"])

    def test_comments_blanks_and_escapes(self):
        names = ["#a.py", "!b.py", "c.py", "d.py "]
        self.assertTaken("#a.py\n\n   \n", names[:3], names[:3])
        self.assertTaken("\\#a.py\n", names[:3], ["!b.py", "c.py"])
        self.assertTaken("\\!b.py\n", names[:3], ["#a.py", "c.py"])
        self.assertTaken("c.py   \n", names[:3], ["#a.py", "!b.py"])
        self.assertTaken("c.py\\ \n", names[:3], names[:3])
        self.assertTaken("\ufeffc.py\r\n", names[:3], ["#a.py", "!b.py"])
        self.assertTaken("c.py", names[:3], ["#a.py", "!b.py"])

    def test_patterns_that_never_match(self):
        for rule in ("[a.py", "a.py\\", "/", "!", "a.py//", "[[:nope:]].py"):
            self.assertTaken(rule + "\n", ["a.py"], ["a.py"])

    def test_nested_files(self):
        for name in ("a.py", "d/a.py", "d/b.py", "d/e/b.py"):
            self.write("t/" + name)
        self.write("t/.gitignore", "b.py\n/d/a.py\n")
        self.write("t/d/.gitignore", "!b.py\n!a.py\n")
        self.write("t/d/e/.gitignore", "b.py\n")
        self.assertEqual(self.found("t"), ["t/a.py", "t/d/a.py", "t/d/b.py"])

    def test_rules_of_the_repository_above(self):
        self.write("repo/.gitignore", "gen.py\n/src/old/\n")
        self.write("repo/src/.gitignore", "tmp.py\n")
        for name in ("a.py", "gen.py", "tmp.py", "old/b.py"):
            self.write("repo/src/" + name)
        unrelated = ["repo/src/a.py", "repo/src/gen.py", "repo/src/old/b.py"]
        self.assertEqual(self.found("repo/src"), unrelated)
        (self.dir / "repo/.git").mkdir()
        self.assertEqual(self.found("repo/src"), ["repo/src/a.py"])
        self.assertEqual(self.found(".", cwd=self.dir / "repo/src"), ["a.py"])

    def test_an_ignored_directory_is_walked_when_named(self):
        (self.dir / ".git").mkdir()
        self.write(".gitignore", "build/\n")
        self.write("build/.gitignore", "no.py\n")
        self.write("build/a.py")
        self.write("build/no.py")
        self.assertEqual(self.found("build"), ["build/a.py"])
        self.assertEqual(self.found("."), [])
        self.assertIn(b"`.gitignore` excludes 1 of its entries", self.result.stderr)

    def test_a_named_file_is_taken_though_ignored(self):
        self.write(".gitignore", "*\n")
        self.write("a.py")
        self.assertEqual(self.found("a.py"), ["a.py"])

    def test_it_can_be_switched_off(self):
        self.write("t/.gitignore", "*\n")
        self.write("t/a.py")
        self.assertEqual(self.found("--no-gitignore", "t"), ["t/a.py"])
        self.assertCode(self.result, FOUND)

    def test_a_directory_of_that_name_is_no_rule_file(self):
        self.write("t/a.py")
        (self.dir / "t/.gitignore").mkdir()
        self.assertEqual(self.found("t"), ["t/a.py"])

    def test_a_link_of_that_name_is_not_followed(self):
        self.write("rules", "*\n")
        self.write("t/a.py")
        os.symlink("../rules", self.dir / "t/.gitignore")
        self.assertEqual(self.found("t"), ["t/a.py"])

    def test_many_rules(self):
        rules = "".join(f"**/x{i}*y?[0-9]z{i}.py\n" for i in range(3000))
        self.assertTaken(rules, ["a.py", "d/x7yyy1z7.py"], ["a.py"])


PIECES = ["a", "b", "d", "e", "*", "**", "?", "/", "/", "[ab]", "[!a]", "[^b-d]", "[]a]", "\\a",
          "*.py", ".py", "a.py", "b*", "**/", "/**", "/**/", "[[:alpha:]]", " ", "[a-", "\\", "-"]
NAMES = ["a.py", "b.py", "a/a.py", "a/b.py", "b/a.py", "d/a.py", "d/e/a.py", "d/e/b.py", "ab.py",
         "d/a/b/a.py", "e/d/ab.py", "a/b/d/e/a.py", "d-a.py", "]/a.py", "a b/a.py"]


@unittest.skipIf(shutil.which("git") is None, "git is the oracle")
class AgainstGit(WeftTest):
    def git(self, *args):
        env = {"PATH": os.environ["PATH"], "HOME": str(self.dir), "GIT_CONFIG_NOSYSTEM": "1"}
        return subprocess.run(["git", *args], cwd=self.dir / "t", env=env, check=True,
                              stdout=subprocess.PIPE).stdout.decode()

    def random_rules(self, rng):
        lines = []
        for _ in range(rng.randint(1, 4)):
            line = "".join(rng.choice(PIECES) for _ in range(rng.randint(1, 5)))
            lines.append(rng.choice(["", "", "!"]) + line)
        return "\n".join(lines) + "\n"

    def test_random_rules(self):
        for name in NAMES:
            self.write("t/" + name)
        self.git("init", "-q")
        seed = int(os.environ.get("WEFT_SEED", "1"))
        rounds = int(os.environ.get("WEFT_ROUNDS", "60"))
        rng = random.Random(seed)
        for _ in range(rounds):
            rules = {".gitignore": self.random_rules(rng)}
            if rng.random() < 0.4:
                rules[rng.choice(["a", "d", "d/e"]) + "/.gitignore"] = self.random_rules(rng)
            for path, text in rules.items():
                self.write("t/" + path, text)
            listed = self.git("-c", "core.quotePath=false", "ls-files", "-o", "-z",
                              "--exclude-standard").split("\0")
            expected = sorted(name for name in listed if name.endswith(".py"))
            result = self.wrap("--check", ".", cwd=self.dir / "t")
            self.assertEqual(result.stdout.decode().splitlines(), expected, rules)
            self.assertCode(result, FOUND if expected else DONE)
            for path in rules:
                os.unlink(self.dir / "t" / path)


if __name__ == "__main__":
    main()
