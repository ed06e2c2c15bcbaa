#!/usr/bin/env python3
"""Tags: plain and rewritten code of one package side by side in one `__pycache__`."""

import marshal
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
import unittest

from weft import pyc
from weft.pipeline import Pipeline

NUM_RACES = 200  # Pairs of processes that import one package which is not compiled yet.

HOOKS = """
def call(f, *a, **k):
    value = f(*a, **k)
    return value + 1 if f is sum else value
"""

KNIGHTS = '''
import ast


class Knights:
    name = "knights_who_say_ni"

    def ast_transformer(self, tree, context):
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and node.value == "Hello":
                node.value = "Ni!"
        return tree
'''


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.write("hooks.py", HOOKS)
        self.write("knights.py", KNIGHTS)
        self.write("shop/__init__.py", "")
        self.write("shop/cart.py", "def total():\n    return sum([1, 2])\n\ntext = 'Hello'\n")

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w") as file:
            file.write(textwrap.dedent(text))

    def caches(self):
        """Return {name: (time of change, number)} of what stands in `__pycache__`."""
        found = {}
        for name in sorted(os.listdir(self.path("shop", "__pycache__"))):
            status = os.stat(self.path("shop", "__pycache__", name))
            found[name] = (status.st_mtime_ns, status.st_ino)
        return found

    def environment(self, **values):
        environment = dict(os.environ, **values)
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPATH"] = self.folder + os.pathsep + environment["PYTHONPATH"]
        return environment

    def weft(self, *args, code=0, **values):
        done = subprocess.run(
            [sys.executable, "-m", "weft"] + list(args),
            cwd=self.folder,
            env=self.environment(**values),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            check=False,
        )
        output = (done.stdout + done.stderr).decode()
        self.assertEqual(done.returncode, code, output)
        return output.strip()


SHOW = "import shop.cart; print(shop.cart.total(), shop.cart.text)"


class TestDefines(Folder):
    LEVELS = """
#ifdef LOUD
text = "Hello!"
#else
text = "Hello"
#endif
if LEVEL > 2:
    text += " at length"
"""

    def show(self, *args, code=0):
        return self.weft("run", *args, "--packages", "levels", "-c", "import levels; print(levels.text)", code=code)

    def test_each_value_has_its_tag(self):
        self.write("levels.py", self.LEVELS)
        passes = ("--passes", "cpp,define")
        self.assertEqual(self.show(*passes, "-DLEVEL=1"), "Hello")
        self.assertEqual(self.show(*passes, "-DLEVEL=3", "-D", "LOUD"), "Hello! at length")
        self.assertEqual(self.show(*passes, "-DLEVEL=1"), "Hello")
        tags = {Pipeline("cpp", defines=values).tag for values in ({"A": 1}, {"A": "1"}, {"B": 1})}
        self.assertEqual(len(tags), 3)
        self.assertEqual(Pipeline("cpp", defines={"A": "x"}).tag, Pipeline("cpp", defines=["A='x'"]).tag)

    def test_values_that_are_none_or_for_nobody(self):
        for passes, values in (("cpp", ["A=b"]), ("cpp", {"A": 1.5}), ("strip", {"A": 1})):
            with self.assertRaises(ValueError):
                Pipeline(passes, defines=values)
        self.assertIn("neither runs", self.show("--passes", "strip", "-D", "A", code=2))

    def test_a_wrong_directive_is_a_syntax_error(self):
        for text, message, line in (
            ("x = 1\n#endif\n", "`#endif` without what it belongs to", 2),
            ("#ifdef A\n", "`#ifdef` is never closed", 1),
            ("#if a +\n#endif\n", "`#if`: `a +` is no expression", 1),
            ("#error no\n", "#error: no", 1),
        ):
            with self.assertRaises(SyntaxError) as caught:
                Pipeline("cpp").compile(text, "levels.py")
            found = caught.exception
            self.assertEqual((found.msg, found.filename, found.lineno), (message, "levels.py", line))
        self.write("levels.py", "#endif\n")
        self.assertIn("levels.py", self.weft("compile", "--passes", "cpp", "levels.py", code=3))


class TestRules(Folder):
    ADD = "len($x) -> 40 + len($x)\n"

    def setUp(self):
        super().setUp()
        self.write("add.weft", self.ADD)
        self.write("levels.py", "x = len('ab'); y = (\n    len([1]))\n")

    def show(self, *args, code=0, program="import levels; print(levels.x, levels.y)"):
        return self.weft("run", *args, "--packages", "levels", "-c", program, code=code)

    def test_rules_rewrite_what_is_imported(self):
        self.assertEqual(self.show("--rules", "add.weft"), "42 41")
        self.assertEqual(self.show("--rules=add.weft", "--passes", "add,wrap-calls", "--with", "hooks:call"), "42 41")
        self.assertEqual(self.show("--rules", "add.weft", "-O2"), "42 41")
        self.assertEqual(self.show("--rules", "add.weft", "-o", "noopt"), "2 1")
        self.weft("compile", "--rules", "add.weft", "-o", "added", "levels.py")
        self.assertEqual(self.show("-o", "added"), "42 41")
        made = self.path("__pycache__", "levels.cpython-%d%d.opt-added.pyc" % sys.version_info[:2])
        self.assertIn("rules:        add.weft", self.weft("info", made))

    def test_a_file_may_enable_them(self):
        self.write("levels.py", "# weft: enable add\nx = len('ab'); y = 0\n")
        self.assertEqual(self.show("--rules", "add.weft"), "42 0")

    def test_the_tag_follows_the_content_and_nothing_else(self):
        tag = self.weft("tag", "--rules", "add.weft")
        self.assertEqual(self.show("--rules", "add.weft"), "42 41")
        os.rename(self.path("add.weft"), self.path("add.again.weft"))
        self.assertEqual(self.weft("tag", "--rules", "add.again.weft"), tag)
        self.write("add.weft", self.ADD.replace("40", "50"))
        self.assertNotEqual(self.weft("tag", "--rules", "add.weft"), tag)
        self.assertEqual(self.show("--rules", "add.weft"), "52 51")
        self.assertEqual(self.show("--rules", "add.again.weft"), "42 41")

    def test_positions_are_those_of_the_source(self):
        self.write("add.weft", "first($x) -> max($x, 2)\n")
        self.write("levels.py", "def go():\n    x = 1; first(1 /\n        0)\n")
        program = """if 1:
            import levels, traceback
            try:
                levels.go()
            except ZeroDivisionError as error:
                print(traceback.extract_tb(error.__traceback__)[-1].lineno)
            """
        self.assertEqual(self.show("--rules", "add.weft", program=program), "2")

    def test_files_that_are_wrong(self):
        self.write("wrong.weft", "$x -> $y\n")
        for name, message in (("wrong.weft", "wrong.weft:1:"), ("none.weft", "none.weft: cannot read")):
            output = self.show("--rules", name, code=2)
            self.assertIn("weft: " + message, output)
        with self.assertRaises(ValueError):
            Pipeline(rules=[("a.weft", self.ADD), ("b/a.weft", self.ADD)])
        with self.assertRaises(ValueError):
            Pipeline("add", rules=[("sub.weft", self.ADD)])
        with self.assertRaises(TypeError):
            Pipeline(rules=[("a.weft", 1)])

    def test_processes_that_are_spawned_have_them_too(self):
        self.write(
            "program.py",
            """
            import multiprocessing
            import weft

            def show():
                import levels
                print(levels.x, levels.y, flush=True)

            if __name__ == "__main__":
                weft.install(rules="add.weft", packages=["levels"])
                import os
                os.remove("add.weft")
                process = multiprocessing.get_context("spawn").Process(target=show)
                process.start()
                process.join()
            """,
        )
        done = subprocess.run(
            [sys.executable, "program.py"],
            cwd=self.folder,
            env=self.environment(),
            stdout=subprocess.PIPE,
            check=True,
        )
        self.assertEqual(done.stdout.decode().strip(), "42 41")


class TestSideBySide(Folder):
    # What each build is made with, and what the program prints then.
    BUILDS = {
        "plain": ([], "3 Hello"),
        "wrapped": (["--with", "hooks:call"], "4 Hello"),
        "profiled": (["--passes", "profile", "--in", "*"], "3 Hello"),
        "knights": (["--transformer", "knights:Knights"], "3 Ni!"),
        "o1": (["-O1"], "3 Hello"),
        "stripped": (["--passes", "strip"], "3 Hello"),
        "o2": (["-O2", "--passes", "strip-assert"], "3 Hello"),
    }

    def run_build(self, name, *more):
        args, expected = self.BUILDS[name]
        output = self.weft("run", *args, *more, "--packages", "shop", "-c", SHOW)
        self.assertEqual(output.splitlines()[-1], expected)

    def test_none_rebuilds_another(self):
        for name in self.BUILDS:
            self.run_build(name)
        before = self.caches()
        self.assertEqual(len(before), 2 * len(self.BUILDS))
        for name in reversed(list(self.BUILDS)):
            self.run_build(name)
            self.assertEqual(self.caches(), before)

    def test_builds_ahead_of_time_are_chosen_by_name(self):
        for name, (args, _) in self.BUILDS.items():
            if args:
                self.weft("compile", *args, "-o", name, "shop")
        before = self.caches()
        tag = ".cpython-%d%d.opt-" % sys.version_info[:2]
        names = sorted("cart" + tag + name + ".pyc" for name in self.BUILDS if name != "plain")
        self.assertEqual([name for name in before if name.startswith("cart")], names)
        for name, (args, expected) in self.BUILDS.items():
            if args:
                # By the name alone: nobody needs what made it.
                output = self.weft("run", "-o", name, "--packages", "shop", "-c", SHOW)
                self.assertEqual(output.splitlines()[-1], expected)
        self.assertEqual(self.caches(), before)

    def test_a_name_does_not_stand_for_another_pipeline(self):
        self.weft("compile", "--with", "hooks:call", "-o", "mine", "shop")
        args = ["run", "--transformer", "knights:Knights", "-o", "mine", "--packages", "shop"]
        self.assertIn("ImportError: there is no ", self.weft(*args, "-c", SHOW, code=1))
        self.assertEqual(self.weft(*args, "-c", SHOW, WEFT_MISSING="compile"), "3 Ni!")
        self.assertEqual(self.weft("run", "-o", "mine", "--packages", "shop", "-c", SHOW), "3 Ni!")

    def test_opt_changes_nothing_and_noopt_transforms_nothing(self):
        wrapped = ["--with", "hooks:call", "--packages", "shop", "-c", SHOW]
        self.assertEqual(self.weft("run", "-o", "opt", *wrapped), "4 Hello")
        self.assertEqual(self.weft("run", "-o", "noopt", *wrapped), "3 Hello")

    def test_the_tag_that_is_at_work(self):
        tell = "import weft; print(weft.tag)"
        self.assertEqual(self.weft("run", "-c", tell), "noopt")
        self.assertEqual(self.weft("run", "--with", "hooks:call", "-c", tell), "wrap_calls")
        self.assertEqual(self.weft("run", "-o", "fat", "-c", tell), "fat")
        import weft

        self.assertEqual(weft.tag, "opt")

    def test_a_file_enables_passes_for_itself(self):
        self.write(
            "shop/cart.py",
            "# weft: enable wrap-calls[with=hooks:call]\ndef total():\n    return sum([1, 2])\n"
            "\ntext = 'Hello'\n",
        )
        knights = ["--transformer", "knights:Knights", "--packages", "shop", "-c", SHOW]
        for _ in range(2):
            self.assertEqual(self.weft("run", *knights), "4 Ni!")

    def test_a_file_without_its_passes_is_an_error(self):
        self.write("shop/cart.py", "# weft: enable nothing\ntext = 'Hello'\n")
        output = self.weft("run", "--passes", "O1", "--packages", "shop", "-c", SHOW, code=1)
        self.assertIn("cart.py", output)
        self.assertIn("SyntaxError: `# weft: enable`: no pass is called `nothing`", output)

    def test_names_of_files(self):
        cache = "cpython-%d%d" % sys.version_info[:2]
        # As PEP 511's table has them, with PEP 488's names.
        for level, end in ((0, "fat"), (1, "fato1"), (2, "fato2")):
            name = os.path.basename(pyc.cached_path("lib/os.py", "fat", level))
            self.assertEqual(name, "os.%s.opt-%s.pyc" % (cache, end))


class TestWithoutCompiler(Folder):
    def test_tagged_files_need_no_compiler(self):
        tag = self.weft("tag", "--with", "hooks:call")
        self.weft("compile", "--with", "hooks:call", "shop")
        package = self.path("bare", "weft")
        import weft

        shutil.copytree(
            os.path.dirname(weft.__file__), package, ignore=shutil.ignore_patterns("_native*")
        )
        environment = self.environment()
        environment["PYTHONPATH"] = self.path("bare") + os.pathsep + self.folder

        def run(code):
            return subprocess.run(
                [sys.executable, "-c", code],
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                check=False,
            ).stdout.decode()

        install = "import weft; weft.install(tag=%r, packages='shop'); " % tag
        self.assertEqual(run(install + SHOW), "4 Hello\n")
        wrong = "import weft; weft.install('wrap-calls', wrapper='hooks:call')"
        self.assertIn("compiler (weft._native) is not installed", run(wrong))


class TestInfo(Folder):
    def info(self, *args):
        self.weft("compile", *args, "shop/cart.py")
        name = [name for name in self.caches() if "opt-" in name][0]
        return self.weft("info", os.path.join("shop", "__pycache__", name))

    def test_what_made_a_file(self):
        output = self.info("--with", "hooks:call", "--guard")
        tag = self.weft("tag", "--with", "hooks:call", "--guard")
        for line in (
            "  tag:          " + tag,
            "  name:         wrap_calls",
            "  passes:       wrap-calls",
            "  option:       guard = True",
            "  option:       wrapper_module = 'hooks'",
            "  found by:     timestamp",
            "  Python:       cpython-%d%d" % sys.version_info[:2],
        ):
            self.assertIn(line, output.splitlines())

    def test_transformers_and_hashes(self):
        output = self.info(
            "--transformer", "knights:Knights", "--invalidation-mode", "checked-hash"
        )
        self.assertIn("transformer:  knights_who_say_ni (knights.Knights)", output)
        self.assertIn("found by:     checked-hash", output)

    def test_other_files(self):
        subprocess.run(
            [sys.executable, "-c", "import shop.cart"], env=self.environment(), check=True
        )
        name = [name for name in self.caches() if name.startswith("cart")][0]
        output = self.weft("info", os.path.join("shop", "__pycache__", name), code=1)
        self.assertIn("not made by weft", output)
        self.assertIn("No such file", self.weft("info", "nothing.pyc", code=2))

    def test_what_is_said_does_not_disturb_cpython(self):
        data = pyc.pack(compile("x = 1", "f", "exec"), 1, 2, made=Pipeline().describe())
        self.assertEqual(marshal.loads(data[16:]).co_filename, "f")
        self.assertEqual(pyc.describe(data)["name"], "noopt")
        for broken in (b"", data[:-1], data[:20], data[:16] + data[-20:], b"x" * 40):
            self.assertIsNone(pyc.describe(broken))


class TestRaces(Folder):
    def start(self, expected):
        # A file that is torn or another's makes the import, or the check, fail.
        code = "import shop.cart; assert (shop.cart.total(), shop.cart.text) == %r" % (expected,)
        return subprocess.Popen(
            [sys.executable, "-m", "weft", "run", "--with", "hooks:call", "--packages", "shop"]
            + ["-c", code],
            cwd=self.folder,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def test_two_processes_and_kills(self):
        chance = random.Random(511)
        begin = time.monotonic()
        first = self.start((4, "Hello"))
        self.assertEqual((first.communicate()[0], first.returncode), (b"", 0))
        usual = time.monotonic() - begin
        num_races = int(os.environ.get("WEFT_NUM_RACES", NUM_RACES))
        num_killed = 0
        for number in range(num_races):
            shutil.rmtree(self.path("shop", "__pycache__"), True)
            both = [self.start((4, "Hello")), self.start((4, "Hello"))]
            if number % 2:
                time.sleep(chance.uniform(0, usual))
                both[0].send_signal(signal.SIGKILL)
            for process in both:
                output, _ = process.communicate()
                if process.returncode == -signal.SIGKILL:
                    num_killed += 1
                else:
                    self.assertEqual(process.returncode, 0, output.decode())
            self.check_files()
        print("%d races, %d killed" % (num_races, num_killed))

    def check_files(self):
        folder = self.path("shop", "__pycache__")
        for name in os.listdir(folder) if os.path.isdir(folder) else ():
            if name.endswith(".pyc"):
                with open(os.path.join(folder, name), "rb") as file:
                    data = file.read()
                self.assertIsNotNone(pyc.describe(data), name)
                marshal.loads(data[16:])


if __name__ == "__main__":
    unittest.main()
