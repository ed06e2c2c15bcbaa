#!/usr/bin/env python3
"""The import hook, from outside: programs, their caches, and the tools around them."""

import glob
import os
import shutil
import signal
import site
import subprocess
import sys
import tempfile
import textwrap
import unittest
import zipfile

HOOKS = """
    calls = []
    def call(callee, *args, **kwargs):
        calls.append(getattr(callee, "__name__", "?"))
        return callee(*args, **kwargs)
"""
INSTALL = (
    "import weft, hooks; "
    "h = weft.install('wrap-calls', packages=['shop'], wrapper='hooks:call')\n"
)
WITH = ["-m", "weft", "run", "--with", "hooks:call"]


def has_module(name):
    done = subprocess.run([sys.executable, "-c", "import " + name], stderr=-1, check=False)
    return done.returncode == 0


class HookTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.write("hooks.py", HOOKS)
        self.write("shop/__init__.py", "'doc'\nfrom __future__ import annotations\n")
        self.write("shop/cart.py", "def total(items):\n    return sum(int(i) for i in items)\n")

    def path(self, name):
        return os.path.join(self.folder, *name.split("/"))

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(textwrap.dedent(text))

    def python(self, *args, code=0, stdin=None, **environment):
        env = dict(os.environ, **environment)
        for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"):
            env.pop(name, None)
        env["PYTHONPATH"] = self.folder + os.pathsep + env["PYTHONPATH"]
        done = subprocess.run(
            [sys.executable, *args],
            input=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self.folder,
            env=env,
            check=False,
        )
        output = done.stdout.decode()
        self.assertEqual(done.returncode, code, output)
        return output

    def run_text(self, text, **kwargs):
        return self.python("-c", INSTALL + textwrap.dedent(text), **kwargs)

    def caches(self):
        return sorted(
            os.path.relpath(path, self.folder)
            for path in glob.glob(self.path("shop/__pycache__/*"))
        )


class TestImports(HookTest):
    def test_rewritten(self):
        output = self.run_text(
            """
            import shop.cart
            print(shop.cart.total("12"), hooks.calls, shop.__doc__)
            print("opt-weft" in shop.cart.__spec__.cached)
            """
        )
        self.assertEqual(output, "3 ['sum', 'int', 'int'] doc\nTrue\n")

    def test_clones(self):
        """A wrapper that is a plain function has copies for calls of one shape."""
        self.write(
            "shop/frames.py",
            """
            import sys
            def look(*args, **kwargs):
                return sys._getframe(1).f_code.co_varnames
            def look_all():
                return look(), look(1), look(1, 2), look(1, k=2), look(*[1])
            """,
        )
        output = self.run_text(
            """
            import shop.frames
            print([names[1:] for names in shop.frames.look_all()])
            """
        )
        generic = ("args", "kwargs")
        expected = [(), ("_weft_0",), ("_weft_0", "_weft_1"), generic, generic]
        self.assertEqual(output, "%r\n" % expected)

    def test_caches(self):
        program = "import shop.cart; shop.cart.total('1'); print(hooks.calls)"
        first = self.run_text(program)
        made = self.caches()
        self.assertEqual(len(made), 2)
        self.assertTrue(all(".opt-weft" in name for name in made), made)
        times = [os.stat(self.path(name)).st_mtime_ns for name in made]
        self.assertEqual(self.run_text(program), first)
        self.assertEqual([os.stat(self.path(name)).st_mtime_ns for name in made], times)
        self.python("-c", "import shop.cart")
        self.assertEqual(len(self.caches()), 4)
        self.write("shop/cart.py", "def total(items):\n    return len(repr(items))\n")
        self.assertEqual(self.run_text(program), "['repr', 'len']\n")
        with open(self.path(self.caches()[0]), "rb") as file:
            cut = file.read()[:30]
        for broken in (b"", b"garbage" * 9, cut):
            for name in self.caches():
                with open(self.path(name), "wb") as file:
                    file.write(broken)
            self.assertEqual(self.run_text(program), "['repr', 'len']\n")

    def test_no_caches(self):
        self.run_text("import sys; sys.dont_write_bytecode = True; import shop.cart")
        self.assertEqual(self.caches(), [])

    def test_tags_differ(self):
        self.run_text("import shop.cart")
        self.python(
            "-c",
            "import weft; weft.install('wrap-calls', packages='shop', wrapper='hooks:call',"
            " guard=True); import shop.cart; shop.cart.total('1')",
        )
        self.python("-O", "-c", INSTALL + "import shop.cart")
        names = {name for name in self.caches() if "cart" in name}
        self.assertEqual(len(names), 3)
        self.assertEqual(len([name for name in names if name.endswith("o1.pyc")]), 1)

    def test_uninstall(self):
        output = self.run_text(
            """
            h.uninstall()
            import sys, shop.cart
            shop.cart.total("1")
            with weft.install('wrap-calls', packages=['shop'], wrapper='hooks:call'):
                import importlib
                importlib.reload(shop.cart).total("1")
            print(hooks.calls, weft.installations())
            """
        )
        self.assertEqual(output, "['sum', 'int'] []\n")

    def test_what_the_hook_itself_uses_may_be_imported_anew(self):
        output = self.python(
            "-B",  # Nothing is kept: not in the library's folder either.
            "-c",
            "import sys, weft, hooks; "
            "weft.install('wrap-calls', packages=['ast'], wrapper='hooks:call'); "
            "del sys.modules['ast']; import ast; print(ast.literal_eval('[1]'), len(hooks.calls) > 0)",
        )
        self.assertEqual(output, "[1] True\n")

    def test_syntax_errors_are_cpython_s(self):
        self.write("shop/bad.py", "x = (1,\ny = 2\n")
        plain = self.python("-c", "import shop.bad", code=1)
        hooked = self.run_text("import shop.bad", code=1)
        self.assertEqual(plain.splitlines()[-4:], hooked.splitlines()[-4:])

    def test_tools(self):
        output = self.run_text(
            """
            import inspect, linecache, runpy, importlib
            import shop.cart
            print(inspect.getsource(shop.cart.total), end="")
            print(shop.cart.__loader__.get_source("shop.cart") == inspect.getsource(shop.cart))
            importlib.reload(shop.cart).total("1")
            del __import__("sys").modules["shop.cart"]
            print(runpy.run_module("shop.cart")["total"]("1"), hooks.calls)
            """
        )
        self.assertEqual(
            output,
            "def total(items):\n    return sum(int(i) for i in items)\nTrue\n"
            "1 ['sum', 'int', 'sum', 'int']\n",
        )

    def test_zip(self):
        with zipfile.ZipFile(self.path("lib.zip"), "w") as archive:
            archive.write(self.path("shop/__init__.py"), "shop/__init__.py")
            archive.write(self.path("shop/cart.py"), "shop/cart.py")
        shutil.rmtree(self.path("shop"))
        output = self.run_text(
            """
            import sys; sys.path.insert(0, "lib.zip")
            import inspect, shop.cart
            print(shop.cart.total("12"), hooks.calls, inspect.getsource(shop.cart.total)[:9])
            """
        )
        self.assertEqual(output, "3 ['sum', 'int', 'int'] def total\n")

    def test_zip_in_any_encoding(self):
        with zipfile.ZipFile(self.path("lib.zip"), "w") as archive:
            archive.writestr("shop/__init__.py", b"\xef\xbb\xbfname = str('\xc3\xa4')\r\n")
            archive.writestr("shop/cart.py", b"# coding: latin-1\nname = str('\xe4')\n")
        shutil.rmtree(self.path("shop"))
        output = self.run_text(
            """
            import sys; sys.path.insert(0, "lib.zip")
            import shop.cart
            print(ascii(shop.name), ascii(shop.cart.name), hooks.calls)
            import copy, pickle
            for other in copy.copy(shop.__loader__), pickle.loads(pickle.dumps(shop.__spec__)).loader:
                print(other.archive == shop.__loader__.archive, hasattr(other, "nothing"))
            """
        )
        self.assertEqual(output, "'\\xe4' '\\xe4' ['str', 'str']\n" + "True False\n" * 2)

    @unittest.skipUnless(sys.version_info < (3, 12), "there are none from 3.12 on")
    def test_finders_of_the_old_form_come_in_their_turn(self):
        output = self.run_text(
            """
            import sys, types
            class Finder:
                def find_module(self, name, path=None):
                    return self if name == "shop.cart" else None
                def load_module(self, name):
                    module = sys.modules[name] = types.ModuleType(name)
                    module.total = "another"
                    return module
            sys.meta_path.insert(1, Finder())
            import shop.cart
            print(shop.cart.total)
            """
        )
        self.assertEqual(output, "another\n")

    def test_what_nests_too_deeply_for_a_tree_is_left_as_it_is(self):
        branches = "".join("elif x == int('%d'):\n    y = 1\n" % n for n in range(1500))
        self.write("shop/deep.py", "x = 0\nif x:\n    y = 0\n" + branches)
        program = "import shop.deep; print(shop.deep.y)"
        self.assertEqual(self.python("-c", program), "1\n")
        self.assertEqual(self.run_text(program).splitlines()[-1:], ["1"])

    def test_spawn(self):
        self.write(
            "worker.py",
            """
            import multiprocessing, hooks
            def work(x):
                import shop.cart
                return shop.cart.total(x), hooks.calls
            """,
        )
        self.write(
            "program.py",
            """
            import multiprocessing, worker
            if __name__ == "__main__":
                with multiprocessing.get_context("spawn").Pool(1) as pool:
                    print(pool.map(worker.work, ["12"]))
            """,
        )
        output = self.python(
            *WITH, "--packages", "shop", "program.py"
        )
        self.assertEqual(output, "[(3, ['sum', 'int', 'int'])]\n")

    @unittest.skipIf(os.name == "nt", "has no forkserver")
    def test_the_program_s_file_in_processes_that_are_spawned(self):
        self.write(
            "program.py",
            """
            import multiprocessing, sys, hooks
            def count(x):
                return abs(x), hooks.calls.count("abs"), count.__code__.co_filename
            def start(x):
                with multiprocessing.get_context(sys.argv[1]).Pool(1) as pool:
                    return pool.map(count, [x])
            def start_in_another(x):
                child = multiprocessing.get_context(sys.argv[1]).Process(target=show, args=[x])
                child.start()
                child.join()
            def show(x):
                print(start(x))
            if __name__ == "__main__":
                show(-1)
                start_in_another(-2)
            """,
        )
        for method in ("spawn", "forkserver"):
            with self.subTest(method):
                plain = self.python("program.py", method)
                self.assertIn("(1, 0, ", plain)
                output = self.python(*WITH, "program.py", method)
                self.assertEqual(output, plain.replace("(1, 0, ", "(1, 1, ").replace("(2, 0,", "(2, 1,"))

    def test_spawn_with_transformers(self):
        self.write(
            "change.py",
            """
            import ast
            class Change:
                name = "change"
                def ast_transformer(self, tree, context):
                    for node in ast.walk(tree):
                        if isinstance(node, ast.Constant) and node.value == "old":
                            node.value = "new"
                    return tree
            class Local(Change):
                def __init__(self):
                    self.function = lambda: None
            """,
        )
        self.write("worker.py", "def work(x):\n    return 'old'\n")
        self.write(
            "program.py",
            """
            import multiprocessing, sys, change, weft
            class Mine(change.Change): pass
            if __name__ == "__main__":
                made = {"": [], "Mine": [Mine()], "Local": [change.Local()]}[sys.argv[1]]
                if made:
                    weft.install(transformers=made)
                import worker
                with multiprocessing.get_context("spawn").Pool(1) as pool:
                    print(worker.work(1), pool.map(worker.work, [1]))
            """,
        )
        run = ["-m", "weft", "run", "--transformer", "change:Change", "program.py", ""]
        self.assertEqual(self.python(*run), "new ['new']\n")
        # Those that the process cannot have do not keep it from running.
        for name, message in (
            ("Mine", "this process runs as it is"),
            ("Local", "processes that are spawned run as they are"),
        ):
            first, *rest = self.python("program.py", name).splitlines()
            self.assertIn(message, first)
            self.assertEqual(rest, ["new ['old']"])

    @unittest.skipUnless(hasattr(site, "getusersitepackages"), "there is no folder for users")
    def test_packages_of_a_user_are_installed_ones(self):
        folder = self.python(
            "-c", "import site; print(site.getusersitepackages())", PYTHONUSERBASE=self.path("user")
        ).strip()
        os.makedirs(folder)
        with open(os.path.join(folder, "theirs.py"), "w", encoding="utf-8") as file:
            file.write("abs(-1)\n")
        self.write("program.py", "import theirs, hooks\nprint(hooks.calls)\n")
        output = self.python(*WITH, "program.py", PYTHONUSERBASE=self.path("user"))
        self.assertEqual(output, "['print']\n")

    @unittest.skipUnless(has_module("pytest"), "pytest is not installed")
    def test_pytest(self):
        self.write("conftest.py", INSTALL)
        self.write(
            "test_shop.py",
            """
            import hooks, shop.cart
            def test_total():
                value = shop.cart.total("12")
                assert hooks.calls == ["sum", "int", "int"]
                assert value == 4
            """,
        )
        output = self.python("-m", "pytest", "-q", "-p", "no:cacheprovider", code=1)
        self.assertIn("assert 3 == 4", output)

    @unittest.skipUnless(has_module("coverage"), "coverage is not installed")
    def test_coverage(self):
        text = "def f(x):\n    if x:\n        return abs(\n            x)\n    return 1\n"
        self.write("shop/branch.py", text)
        self.write("program.py", INSTALL + "import shop.branch; shop.branch.f(1)\n")
        self.python("-m", "coverage", "run", "--include=shop/*", "program.py")
        report = self.python("-m", "coverage", "report", "-m")
        line = [line for line in report.splitlines() if "branch" in line][0].split()
        self.assertEqual(line[1:], ["4", "1", "75%", "5"])

    def test_pdb(self):
        self.write("program.py", INSTALL + "import shop.cart\nshop.cart.total('1')\n")
        commands = b"b shop/cart.py:2\nc\nw\np items\nq\n"
        output = self.python("-m", "pdb", "program.py", stdin=commands)
        self.assertIn("cart.py(2)total()", output)
        self.assertIn("-> return sum(int(i) for i in items)", output)

    def test_bad_arguments(self):
        for call, message in (
            ("'nothing'", "no pass is called `nothing`"),
            ("'wrap-calls'", "needs a wrapper"),
            ("'wrap-calls', wrapper='a'", "a wrapper is MODULE:NAME"),
            ("'wrap-calls', wrapper='a:b', nonsense=1", "no option is called 'nonsense'"),
            ("missing='maybe'", "missing is one of"),
            ("tag='a-b'", "letters and digits"),
            ("transformers=[3]", "a transformer has a name"),
        ):
            output = self.python("-c", "import weft; weft.install(%s)" % call, code=1)
            self.assertIn(message, output.splitlines()[-1])


class TestRun(HookTest):
    PROGRAM = """
        import sys
        from shop import cart
        class A: pass
        print(__name__, cart.total("12"), sys.argv[1:], A.__module__, len(__file__) > 1)
        def fail(x):
            return cart.total([1]) + {}[x]
        if "fail" in sys.argv:
            fail("key")
        sys.exit(3)
        """

    def test_script(self):
        self.write("program.py", self.PROGRAM)
        plain = self.python("program.py", "a", "-x", code=3)
        hooked = self.python(*WITH, "program.py", "a", "-x", code=3)
        self.assertEqual(hooked, plain)
        # Its exception passes wrappers, and not Weft.
        plain = self.python("program.py", "fail", code=1)
        hooked = self.python("-m", "weft", "run", "program.py", "fail", code=1)
        self.assertEqual(hooked, plain)
        if sys.version_info >= (3, 11):  # A wrapper without a frame.
            options = ["--with", "_operator:call", "program.py", "fail"]
            self.assertEqual(self.python("-m", "weft", "run", *options, code=1), plain)

    def test_what_ends_a_script_shows_as_without_weft(self):
        for end, code in (
            ("int('x')", 1),
            ("sys.exit('bye')", 1),
            ("x = = 1", 1),
            ("raise KeyboardInterrupt", -signal.SIGINT),
        ):
            with self.subTest(end=end):
                self.write("program.py", "import sys\nprint('first')\n" + end + "\n")
                plain = self.python("program.py", code=code)
                hooked = self.python("-m", "weft", "run", "program.py", code=code)
                self.assertEqual(hooked, plain)

    def test_module_and_code(self):
        self.write("pack/__init__.py", "")
        self.write("pack/__main__.py", self.PROGRAM)
        plain = self.python("-m", "pack", "a", code=3)
        self.assertEqual(self.python(*WITH, "-m", "pack", "a", code=3), plain)
        text = "import sys; print(__name__, sys.argv); print(abs(-1))"
        self.assertEqual(
            self.python(*WITH, "-c", text, "x"),
            "__main__ ['-c', 'x']\n1\n",
        )

    def test_what_follows_is_the_program_s(self):
        text = "import sys; print(sys.argv)"
        self.write("say.py", text)
        for options in ([], ["--passes", "wrap-calls"], ["--passes=wrap-calls"], ["--pass", ""]):
            for program in (
                ["say.py", "-m", "--passes", "-x"],
                ["-c", text, "-x", "--passes", "--", "-m"],
                ["-c" + text, "--help"],
                ["-m", "say", "-v", "--limit", "x"],
                ["-msay", "-v"],
            ):
                with self.subTest(options=options, program=program):
                    run = self.python(*WITH, *options, *program)
                    self.assertEqual(run, self.python(*program))
        for program in ([], ["-m"], ["-c"], ["--"]):
            self.assertIn("is missing", self.python(*WITH, *program, code=2))

    def test_standard_input(self):
        text = "import sys\nprint(__name__, __file__, sys.argv, sys.path[0])\nabs('x')\n"
        plain = self.python("-", "a", code=1, stdin=text.encode())
        self.assertEqual(self.python("-m", "weft", "run", "-", "a", code=1, stdin=text.encode()), plain)

    def test_how_programs_end(self):
        self.write("wrong.py", "x = 1\nx = = 2\n")
        self.write("interrupted.py", "import atexit\natexit.register(print, 'end')\nraise KeyboardInterrupt\n")
        for program, code in (("wrong.py", 1), ("interrupted.py", -signal.SIGINT)):
            plain = self.python(program, code=code)
            self.assertEqual(self.python("-m", "weft", "run", program, code=code), plain)

    def check_as_plain(self, *program, flags=(), code=0):
        """The program does the same with and without Weft."""
        plain = self.python(*flags, *program, code=code)
        self.assertEqual(self.python(*flags, "-m", "weft", "run", *program, code=code), plain)
        return plain

    def test_what_a_main_module_has(self):
        text = "print(sorted(globals()), sys.argv, sys.path, __file__)\n"
        self.write("app/__main__.py", "import sys\n" + text)
        self.write("app/__init__.py", "import sys\nprint(sys.argv)\n")
        with zipfile.ZipFile(self.path("app.zip"), "w") as archive:
            archive.write(self.path("app/__main__.py"), "__main__.py")
        self.write("program.py", "import sys\n" + text)
        at_end = "import atexit\natexit.register(lambda: print(sorted(globals())))\n"
        self.write("end.py", at_end)
        for each in [[], ["-P"]] if sys.version_info >= (3, 11) else [[]]:
            for program in (
                ["program.py", "x"],
                ["./program.py"],
                ["shop/../program.py"],
                ["end.py"],
                ["app", "x"],
                ["shop/../app/"],
                ["app.zip"],
                ["-c", "import sys; print(sys.path)"],
            ):
                with self.subTest(flags=each, program=program):
                    self.check_as_plain(*program, flags=each)
        self.check_as_plain("-m", "app", "x")

    def test_modules_that_cannot_be_run(self):
        self.write("shop/fails.py", "import nothing\n")
        self.write("shop/again/__init__.py", "from . import part\n")
        self.write("shop/again/part.py", "")
        for name in ("shop", "nothing.part", "shop.nothing", "shop.cart.py", "sys", "."):
            with self.subTest(name=name):
                self.check_as_plain("-m", name, code=1)
        output = self.python("-m", "weft", "run", "-m", "shop.fails.part", code=1)
        self.assertTrue(output.startswith("Traceback"), output)
        self.assertIn("shop/fails.py\", line 1, in <module>\n", output.splitlines(True)[1])
        self.assertIn("No module named 'nothing'", output)
        self.check_as_plain("-m", "shop.again.part")  # Which warns.
        self.write("folder/x.py", "")
        self.check_as_plain("folder", code=1)

    def test_an_excepthook_that_fails(self):
        for hook, code in (
            ("def hook(*args):\n    raise ValueError('hook')\nsys.excepthook = hook", 1),
            ("def hook(*args):\n    sys.exit(7)\nsys.excepthook = hook", 7),
            ("sys.excepthook = None", 1),
            ("del sys.excepthook", 1),
        ):
            with self.subTest(hook=hook):
                self.write("program.py", "import sys\n" + hook + "\nint('x')\n")
                self.check_as_plain("program.py", code=code)

    def test_modules_named_as_those_that_weft_imports(self):
        for name in ("ast", "json", "argparse", "logging", "random", "locale"):
            self.write("mine/%s.py" % name, "name = 'mine'\n")
            self.write("elsewhere/%s.py" % name, "1 / 0\n")
        self.write("mine/say.py", "import logging, json\nprint(json.name, logging.name)\n")
        self.check_as_plain("mine/say.py")
        self.write("say.py", "print('said')\n")
        text = "import os, sys; os.chdir('elsewhere'); os.execv(sys.executable, %s)"
        command = "[sys.executable, '-m', 'weft', 'run', '../say.py']"
        self.assertEqual(self.python("-c", text % command), "said\n")

    @unittest.skipIf(sys.platform in ("darwin", "win32"), "names of files are text")
    def test_paths_that_are_no_text(self):
        folder = os.fsencode(self.path("odd-")) + b"\xff"
        os.mkdir(folder)
        for name, text in (
            (b"program.py", b"import part\nprint(ascii(part.f()), ascii(__file__))\n"),
            (b"part.py", b"def f():\n    return str(__file__)\n"),
        ):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(text)
        program = os.path.join(folder, b"program.py")
        options = ["--passes", "profile-calls", "--in", "*", "--events", "odd.jsonl"]
        plain = self.python(program)
        self.assertEqual(self.python("-m", "weft", "run", *options, program), plain)
        self.assertIn("part:f", self.python("-m", "weft", "report", "odd.jsonl"))

    def test_lines_of_code_show_in_tracebacks_as_without_weft(self):
        text = "def f(x):\n    return int(x)\nf('x')"
        plain = self.python("-c", text, code=1)
        self.assertEqual(self.python("-m", "weft", "run", "-c", text, code=1), plain)

    def test_selection(self):
        program = "import hooks, shop.cart; shop.cart.total('1'); print(hooks.calls)"
        self.write("program.py", program)
        for options, expected in (
            (["--skip", "int"], "['total', 'sum', 'print']\n"),
            (["--only", "s*"], "['total', 'sum']\n"),
            (["--in", "shop.*"], "['sum', 'int']\n"),
            (["--not-in", "shop.*"], "['total', 'print']\n"),
            (["--ignore-builtins"], "['total']\n"),
        ):
            self.assertEqual(self.python(*WITH, *options, "program.py"), expected, options)

    def test_profile(self):
        self.write(
            "program.py",
            """
            import logging
            logging.basicConfig(level=logging.INFO)
            import shop.cart
            print(shop.cart.total("12"))
            def countdown(n):
                while abs(n):
                    n -= 1
                [][n]
            def main():
                pass
            try:
                countdown(2)
            except IndexError as error:
                print(error.__traceback__.tb_next.tb_lineno)
            """,
        )
        options = ["--passes", "profile-calls", "--in", "*", "--limit", "0"]
        output = self.python("-m", "weft", "run", *options, "program.py")
        self.assertRegex(output, r"INFO:weft.profile:countdown finished in \S+s, above limit")
        self.assertIn("\n9\n", output)
        self.assertRegex(output, r"INFO:weft.profile:total finished in \S+s, above limit of 0s\n")
        self.assertIn("\n3\n", output)
        for limit in ("-1", "nan", "soon"):
            output = self.python("-m", "weft", "run", "--limit", limit, "program.py", code=2)
            self.assertIn("--limit is a number of seconds", output)

    def test_definitions_in_every_block_begin(self):
        heads = [
            "if 1:", "if 0: pass\nelse:", "for _ in [1]:", "for _ in []: pass\nelse:",
            "while 0: pass\nelse:", "try: 1 / 0\nexcept ArithmeticError:",
            "try: pass\nexcept KeyError: pass\nelse:", "try: pass\nfinally:",
            "with open(__file__):", "class C:",
        ]
        if sys.version_info >= (3, 10):
            heads.append("match 1:\n  case _:")
        if sys.version_info >= (3, 11):
            heads.append("try: 1 / 0\nexcept* ArithmeticError:")
        text = ""
        for number, head in enumerate(heads):
            # A loop that comes first has no place for the begin in its text.
            text += "%s\n    def f%d():\n        while len(''): pass\n    f%d()\n" % (
                head, number, number
            )
        text += "from weft import profiling\nfor each in profiling.functions():\n"
        text += "    print(each.name.rpartition('.')[2], each.stats()[0][0], each.stats()[1][0][0])\n"
        self.write("program.py", text)
        output = self.python("-m", "weft", "run", "--passes", "profile-calls", "--in", "*",
                             "program.py")
        self.assertEqual(output, "".join("f%d 1 1\n" % n for n in range(len(heads))))

    def test_missing(self):
        self.assertIn("can't open file", self.python("-m", "weft", "run", "nothing.py", code=2))
        output = self.python("-m", "weft", "run", "-m", "nothing", code=1)
        self.assertIn("No module named nothing", output)
        self.assertIn("is missing", self.python("-m", "weft", "run", code=2))

    def test_compile_ahead(self):
        options = ["--with", "hooks:call"]
        expected = "['total', 'sum', 'int', 'print']\n"
        self.python("-m", "weft", "compile", *options, "shop")
        made = self.caches()
        self.assertEqual(len(made), 2)
        times = [os.stat(self.path(name)).st_mtime_ns for name in made]
        program = "import hooks, shop.cart; shop.cart.total('1'); print(hooks.calls)"
        self.write("program.py", program)
        output = self.python("-m", "weft", "run", *options, "--packages", "shop", "program.py")
        self.assertEqual(output, expected)
        self.assertEqual([os.stat(self.path(name)).st_mtime_ns for name in made], times)
        tag = self.python("-m", "weft", "tag", *options).strip()
        self.assertIn(".opt-%s.pyc" % tag, made[0])
        mode = ["--invalidation-mode", "unchecked-hash"]
        self.python("-m", "weft", "compile", *options, *mode, "shop")
        os.utime(self.path("shop/cart.py"), (1, 1))
        output = self.python("-m", "weft", "run", *options, "--packages", "shop", "program.py")
        self.assertEqual(output, expected)

    def test_compile_bad(self):
        self.write("shop/bad.py", "x = (\n")
        output = self.python("-m", "weft", "compile", "--with", "hooks:call", "shop", code=3)
        self.assertIn("bad.py", output)
        self.assertEqual(len(self.caches()), 2)
        # A file that cannot be read or written does not keep others from being compiled.
        os.symlink("nowhere", self.path("shop/absent.py"))
        self.write("shop/part/cart.py", "abs(-1)\n")
        self.write("shop/part/__pycache__", "")
        self.write("shop/last.py", "x = %s1\n" % ("-" * 100_000))
        output = self.python("-m", "weft", "compile", "--with", "hooks:call", "shop", code=2)
        start = "shop" + os.sep
        said = [line.partition(": ") for line in output.splitlines()]
        self.assertEqual(
            [(path[len(start) :], bool(message)) for path, _, message in said],
            [("absent.py", True), ("bad.py", True), ("last.py", True),
             (os.path.join("part", "__pycache__"), True)],
        )

    def test_a_module_that_does_not_compile_shows_no_frames_of_the_import(self):
        self.write("broken.py", "def f(:\n    pass\n")
        self.write("main.py", "import broken\n")
        plain = self.python("main.py", code=1)
        self.assertEqual(plain, self.python(*WITH, "main.py", code=1))

    def test_hashes_are_checked_as_the_interpreter_is_told(self):
        self.write("program.py", "import shop.cart\nprint(shop.cart.value)\n")
        run = ["-m", "weft", "run", "--with", "hooks:call", "program.py"]
        for mode, told, expected in (
            ("unchecked-hash", "default", "1"),
            ("unchecked-hash", "always", "2"),
            ("checked-hash", "default", "2"),
            ("checked-hash", "never", "1"),
        ):
            with self.subTest(mode=mode, told=told):
                self.write("shop/cart.py", "value = abs(-1)\n")
                options = ["--with", "hooks:call", "--invalidation-mode", mode]
                self.python("-m", "weft", "compile", *options, "shop")
                self.write("shop/cart.py", "value = abs(-2)\n")
                output = self.python("--check-hash-based-pycs", told, *run)
                self.assertEqual(output, expected + "\n")

    def test_compile_ahead_what_the_module_s_name_chooses(self):
        self.write("shop/more/__init__.py", "")
        self.write("shop/more/price.py", "def price(x):\n    return abs(x)\n")
        options = ["--with", "hooks:call", "--in", "shop.more.price:*"]
        self.write(
            "program.py",
            "import hooks, sys, shop.more.price\nshop.more.price.price(1)\n"
            "sys.path.insert(0, 'shop/more')\nimport price\nprice.price(1)\nprint(hooks.calls)\n",
        )
        run = ["-m", "weft", "run", *options, "program.py"]
        name = self.path("shop/more/__pycache__/price.*")
        for folder, path in ((".", "shop"), ("shop", "."), ("shop/more", "price.py")):
            with self.subTest(folder=folder):
                text = "import os, sys; os.chdir(%r); os.execv(sys.executable, [sys.executable] + %r)"
                self.python("-c", text % (folder, ["-m", "weft", "compile", *options, path]))
                (made,) = glob.glob(name)
                self.assertIn("shop.more.price\n", self.python("-m", "weft", "info", made))
                # A module that is imported by two names is compiled for each.
                self.assertEqual(self.python(*run), "['abs']\n")
                self.assertEqual(self.python(*run), "['abs']\n")
                os.remove(made)

    def test_repl(self):
        statements = b"import hooks\ndef f(x):\n    return abs(x)\n\nf(-1)\nhooks.calls\n1 +\n"
        output = self.python("-m", "weft", "repl", "--with", "hooks:call", stdin=statements)
        self.assertIn("['f', 'abs']", output)
        self.assertIn("SyntaxError", output)


if __name__ == "__main__":
    unittest.main()
