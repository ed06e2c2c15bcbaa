"""Completion scripts parse, and complete what the program takes."""

import os
import re
import shutil
import subprocess
import sys
import unittest

from support import DONE, WeftTest, main


class Completions(WeftTest):
    def script(self, shell):
        result = self.weft("completions", shell)
        self.assertCode(result, DONE)
        return result.stdout

    def assertParses(self, shell, *command):
        if shutil.which(shell) is None:
            self.skipTest(f"needs {shell}")
        done = subprocess.run(command, input=self.script(shell), check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual((done.returncode, done.stdout), (0, b""))

    def test_bash_parses_it(self):
        self.assertParses("bash", "bash", "-n")

    def test_zsh_parses_it(self):
        self.assertParses("zsh", "zsh", "-n")

    def test_fish_parses_it(self):
        self.assertParses("fish", "fish", "--no-execute")

    def complete(self, *words):
        """What bash offers for the last of `words`."""
        quoted = " ".join(f"'{word}'" for word in ("weft", *words))
        code = (f"COMP_WORDS=({quoted}); COMP_CWORD={len(words)}; _weft; "
                "printf '%s\\n' \"${COMPREPLY[@]}\"")
        done = subprocess.run(["bash", "--norc", "-c", self.script("bash").decode() + code],
                              check=True, stdout=subprocess.PIPE)
        return done.stdout.decode().split()

    @unittest.skipIf(shutil.which("bash") is None, "needs bash")
    def test_bash_completes(self):
        commands = ["wrap", "profile", "rewrite", "strip", "check", "ast", "explain", "passes", "completions"]
        self.assertEqual(self.complete("")[: len(commands)], commands)
        self.assertEqual(self.complete("wr"), ["wrap"])
        self.assertEqual(self.complete("--v"), ["--version"])
        self.assertEqual(self.complete("wrap", "--in-"), ["--in-place"])
        self.assertEqual(self.complete("wrap", "--format", "s"), ["sarif"])
        self.assertEqual(self.complete("explain", "--format", ""), ["human", "json"])
        self.assertEqual(self.complete("ast", "--target", "3.8"), ["3.8"])
        self.assertEqual(self.complete("wrap", "--color", "a"), ["auto", "always"])
        self.assertEqual(self.complete("completions", ""), ["-h", "--help", "bash", "zsh", "fish"])
        self.assertEqual(self.complete("passes", "w"), ["wrap-calls"])
        self.assertEqual(self.complete("rep"), ["repl", "report"])
        self.assertEqual(self.complete("report", "--format", "s"), ["speedscope"])
        self.assertEqual(self.complete("report", "--to"), ["--top"])
        self.assertEqual(self.complete("run", "app"), [])
        # Nothing of its own: file names follow.
        self.assertEqual(self.complete("wrap", "src/"), [])
        self.assertEqual(self.complete("wrap", "-o", "x"), [])

    def test_every_option_is_in_every_script(self):
        for command in ("wrap", "profile", "rewrite", "strip", "check", "ast", "explain"):
            text = self.weft(command, "--help").stdout.decode()
            options = [word.strip(",") for word in text.split() if word.startswith("--")]
            for shell in ("bash", "zsh", "fish"):
                script = self.script(shell).decode()
                for option in set(options):
                    name = option[2:] if shell == "fish" else option
                    self.assertIn(name, script, (shell, command))

    def test_every_option_of_a_python_command_is_in_every_script(self):
        for command in ("run", "compile", "repl", "report"):
            result = self.weft(command, "--help", env={"WEFT_PYTHON": sys.executable})
            if b"No module named" in result.stderr or b"cannot import" in result.stderr:
                self.skipTest("needs the package and its native module")
            self.assertCode(result, DONE)
            options = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", result.stdout.decode()))
            self.assertIn("--help", options)
            for shell in ("bash", "zsh", "fish"):
                script = self.script(shell).decode()
                for option in options:
                    name = option.lstrip("-") if shell == "fish" else option
                    self.assertIn(name, script, (shell, command))

    @unittest.skipIf(shutil.which("zsh") is None, "needs zsh")
    def test_zsh_loads_it(self):
        (self.dir / "_weft").write_bytes(self.script("zsh"))
        code = "fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -d dump; print $_comps[weft]"
        done = subprocess.run(["zsh", "-f", "-c", code], cwd=self.dir, check=True,
                              stdout=subprocess.PIPE, env={**os.environ, "HOME": str(self.dir)})
        self.assertEqual(done.stdout, b"_weft\n")

    @unittest.skipIf(shutil.which("fish") is None, "needs fish")
    def test_fish_completes(self):
        (self.dir / "weft.fish").write_bytes(self.script("fish"))

        def complete(line):
            done = subprocess.run(
                ["fish", "--no-config", "-c", f"source weft.fish; complete -C '{line}'"],
                cwd=self.dir, check=True, stdout=subprocess.PIPE,
                env={**os.environ, "HOME": str(self.dir)})
            return [row.split("\t")[0] for row in done.stdout.decode().splitlines()]

        self.assertEqual(complete("weft wr"), ["wrap"])
        self.assertEqual(complete("weft wrap --in-p"), ["--in-place"])
        self.assertEqual(complete("weft wrap --format s"), ["sarif"])
        self.assertEqual(sorted(complete("weft completions ")), ["bash", "fish", "zsh"])


if __name__ == "__main__":
    main()
