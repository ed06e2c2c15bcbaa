"""Plug-ins on the command line: those that do their work, and those that do not."""

import json
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))

from building import HERE, ROOT, Plugins
from support import DONE, ERROR, FOUND, SYNTAX_ERRORS, WEFT, WeftTest, main

plugins = None
identity = None
misbehaving = None

ORDERS = """\
def total(order, rates):
    if order.price == None or rates[order.region] != None:  # Comments stay.
        return (order.base
                == None)
"""


def setUpModule():
    global plugins, identity, misbehaving
    plugins = Plugins()
    identity = plugins.build(ROOT / "examples/identity/identity.cpp")
    misbehaving = plugins.build(HERE / "misbehaving.cpp")


def tearDownModule():
    plugins.remove()


def is_running(process):
    try:
        state = pathlib.Path("/proc/%d/stat" % process).read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


class PluginTest(WeftTest):
    def rewrite(self, *args, **options):
        return self.weft("rewrite", *args, **options)

    def misbehave(self, how, *args, **options):
        """A tree with a good file on both sides of a bad one."""
        for name in ("a.py", "bad.py", "z.py"):
            self.write("src/" + name, options.pop(name, "\u00e9 = 1\n"))
        return self.rewrite("--plugin", misbehaving, "--passes", "misbehave[how=%s]" % how,
                            *args, "-o", "out", "src", **options)

    def assertOthersAreRewritten(self, result, message, code=ERROR):
        self.assertCode(result, code)
        self.assertIn(message, result.stderr.decode())
        self.assertEqual(result.stderr.decode().count("error"), 1, result.stderr.decode())
        good = "0; \u00e9 = 1\n"
        self.assertEqual(self.tree("out"), {"a.py": good, "bad.py": "\u00e9 = 1\n", "z.py": good})


class Working(PluginTest):
    def test_a_plugin_is_a_pass(self):
        self.write("orders.py", ORDERS)
        result = self.rewrite("--plugin", identity, "orders.py")
        self.assertCode(result, DONE)
        self.assertEqual(result.stdout.decode(),
                         ORDERS.replace("== None", "is None").replace("!= None", "is not None"))

    def test_a_name_without_a_slash_is_a_file_here(self):
        self.write("here.so", identity.read_bytes())
        self.write("orders.py", ORDERS)
        self.assertCode(self.rewrite("--plugin", "here.so", "--check", "orders.py"), FOUND)

    def test_passes_are_listed_and_told_about(self):
        result = self.weft("passes", "--plugin", misbehaving)
        self.assertCode(result, DONE)
        self.assertRegex(result.stdout.decode(),
                         r"tell +optimise +preserving +report what is known\n")
        result = self.weft("passes", "tell", "--plugin", misbehaving)
        self.assertIn("  mood=good|bad\n      how to say it (default: good)\n",
                      result.stdout.decode())

    def test_the_content_is_told_of(self):
        def content():
            text = self.weft("passes", "identity", "--plugin", "here.so").stdout.decode()
            return text.split("content: ")[1]
        self.write("here.so", identity.read_bytes())
        before = content()
        self.write("here.so", identity.read_bytes() + b"\n")
        self.assertNotEqual(content(), before)

    def test_a_list_gives_options_and_order(self):
        self.write("a.py", "x = 1\n")
        result = self.rewrite("--plugin", misbehaving, "-v", "--format", "json", "--check",
                              "--passes", "misbehave,tell[word=hello],watch", "a.py")
        messages = [found["message"] for found in json.loads(result.stderr)["diagnostics"]]
        self.assertIn("`tell`: a hello", messages)
        result = self.rewrite("--plugin", misbehaving, "--passes", "watch,tell", "a.py")
        self.assertCode(result, ERROR)
        self.assertIn(b"`tell` (optimise) cannot come behind `watch` (instrument)", result.stderr)
        result = self.rewrite("--plugin", misbehaving, "--passes", "tell[mood=odd]", "a.py")
        self.assertCode(result, ERROR)
        self.assertIn(b"`odd` is none of good|bad for the option `mood` of `tell`", result.stderr)

    def test_a_list_that_names_no_pass_of_a_plugin_gets_all_of_them(self):
        self.write("a.py", "f()\n")
        made = "from watch import watch as _weft_watch; 0; _weft_watch(f())\n"
        for passes in ([], ["-O", "1"], ["--passes", "misbehave,tell,watch"]):
            result = self.rewrite("--plugin", misbehaving, "--no-undo", "-q", *passes, "a.py")
            self.assertCode(result, DONE)
            self.assertEqual(result.stdout.decode(), made)

    def test_names_mean_what_the_file_proves(self):
        self.write("a.py", "import os.path as p\nclass A:\n    def f(self):\n"
                           "        len(p.join())\n        x.y()\n")
        result = self.rewrite("--plugin", misbehaving, "--passes", "tell", "a.py")
        self.assertCode(result, DONE)
        said = result.stderr.decode()
        self.assertIn("a.py:4:9: warning: `tell`: len builtin in A.f", said)
        self.assertIn("a.py:4:13: warning: `tell`: p.join os.path.join in A.f", said)
        self.assertIn("a.py:5:9: warning: `tell`: x.y  in A.f", said)

    def test_an_error_leaves_the_file_unchanged(self):
        self.write("src/a.py", "f()\npass\n")
        self.write("src/b.py", "f()\n")
        result = self.rewrite("--plugin", misbehaving, "--passes", "tell,watch", "--no-undo",
                              "-o", "out", "src")
        self.assertCode(result, SYNTAX_ERRORS)
        self.assertIn(b"src/a.py:2:1: error: `tell`: no `pass` here", result.stderr)
        self.assertEqual(self.tree("out"), {
            "a.py": "f()\npass\n",
            "b.py": "from watch import watch as _weft_watch; _weft_watch(f())\n"})

    def test_the_selection_holds_without_the_plugins_help(self):
        self.write("a.py", "_weft_watch = 1\nf(g())\nsecret()\nh()  # weft: skip\n")
        result = self.rewrite("--plugin", misbehaving, "--passes", "watch", "--skip", "f",
                              "--no-undo", "--manifest", "m", "-o", "out.py", "a.py")
        self.assertCode(result, DONE)
        self.assertEqual(self.read("out.py"),
                         "from watch import watch as _weft__watch; _weft_watch = 1\n"
                         "f(_weft__watch(g()))\nsecret()\nh()  # weft: skip\n")
        sites = json.loads(self.read("m"))["files"][0]["sites"]
        self.assertEqual([site.get("reason") for site in sites],
                         ["excluded by `--skip f`", None, "nobody may know",
                          "excluded by `# weft: skip` in line 4"])

    def test_a_site_is_a_place_of_any_kind(self):
        self.write("bad.py", "x = 1\nclass A:\n    w = 0\n    def f(self): y = 2\nif A: z = 3\n")
        command = ["--plugin", misbehaving, "--passes", "misbehave[how=everything]",
                   "--manifest", "m", "-o", "out.py", "bad.py"]
        self.assertCode(self.rewrite(*command), DONE)
        self.assertEqual(self.read("out.py"), "0; x = 1\nclass A:\n    0; w = 0\n    def f(self): 0; y = 2\n"
                                              "if A: 0; z = 3\n")
        sites = json.loads(self.read("m"))["files"][0]["sites"]
        self.assertEqual([site["callee"] for site in sites], ["Module", "A", "f", "If"])
        self.assertCode(self.rewrite("--in", "bad:A.f", *command), DONE)
        self.assertEqual(self.read("out.py"),
                         "x = 1\nclass A:\n    w = 0\n    def f(self): 0; y = 2\nif A: z = 3\n")

    def test_what_only_adds_can_be_stripped(self):
        self.write("a.py", "f(g())\n")
        result = self.rewrite("--plugin", misbehaving, "--passes", "watch", "-o", "b.py", "a.py")
        self.assertCode(result, DONE)
        self.assertNotEqual(self.read("b.py"), "f(g())\n")
        result = self.weft("strip", "b.py")
        self.assertEqual(result.stdout, b"f(g())\n")

    def test_any_number_of_jobs_gives_the_same(self):
        for i in range(50):
            self.write("src/m%d.py" % i, ORDERS * (i % 7 + 1))
        trees = []
        for jobs in (1, 4):
            out = "out%d" % jobs
            self.assertCode(self.rewrite("--plugin", identity, "-j", str(jobs), "-o", out, "src"),
                            DONE)
            trees.append(self.tree(out))
        self.assertEqual(trees[0], trees[1])
        self.assertEqual(len(trees[0]), 50)


class Failing(PluginTest):
    def test_a_crash_is_told_with_its_signal(self):
        self.assertOthersAreRewritten(
            self.misbehave("crash"),
            "src/bad.py: error: plug-in `%s` was terminated by SIGSEGV" % misbehaving)
        self.assertOthersAreRewritten(self.misbehave("abort"), "was terminated by SIGABRT")

    def test_an_exit_is_told_with_its_code(self):
        self.assertOthersAreRewritten(self.misbehave("exit"), "ended with exit code 7")

    def test_a_hang_ends_with_the_time(self):
        begin = time.monotonic()
        self.assertOthersAreRewritten(self.misbehave("hang", "--timeout-per-file", "500ms"),
                                      "took longer than 0.5 s")
        self.assertLess(time.monotonic() - begin, 60)

    def test_a_time_has_to_be_one(self):
        for duration in ("soon", "0", "-1"):
            result = self.misbehave("hang", "--timeout-per-file=" + duration)
            self.assertCode(result, ERROR)
            self.assertIn(b"is no duration", result.stderr)

    def test_nothing_is_left_running(self):
        self.write("bad.py", "x = 1\n")
        command = [WEFT, "rewrite", "--plugin", misbehaving, "--passes", "misbehave[how=hang]",
                   "--timeout-per-file", "10m", "bad.py"]
        with subprocess.Popen(command, cwd=self.dir, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as weft:
            host = int(weft.stderr.readline().split()[1])
            weft.kill()
        deadline = time.monotonic() + 60
        while is_running(host) and time.monotonic() < deadline:
            time.sleep(0.01)
        self.assertFalse(is_running(host))

    def test_a_plugin_that_is_changed_meanwhile_is_not_run(self):
        copy = self.write("copy.so", misbehaving.read_bytes())
        for name in ("a.py", "bad.py", "z.py"):
            self.write("src/" + name, "x = 1\n")
        result = self.rewrite("--plugin", copy, "-j", "1", "--passes",
                              "misbehave[how=change,file=%s]" % copy, "-o", "out", "src")
        self.assertCode(result, ERROR)
        self.assertIn("src/z.py: error: plug-in `%s` was changed while it was in use" % copy,
                      result.stderr.decode())
        self.assertEqual(self.tree("out"),
                         {"a.py": "0; x = 1\n", "bad.py": "x = 1\n", "z.py": "x = 1\n"})

    def test_an_exception_is_told_with_its_words(self):
        self.assertOthersAreRewritten(self.misbehave("throw"),
                                      "threw an exception: no such thing")
        self.assertOthersAreRewritten(self.misbehave("throw-int"), "threw an exception")

    def test_an_answer_that_is_none(self):
        self.assertOthersAreRewritten(self.misbehave("no-answer"), "sent what is no answer")
        self.assertOthersAreRewritten(self.misbehave("close"), "ended with exit code 0")

    def test_what_a_plugin_prints_is_no_output(self):
        self.write("bad.py", "x = 1\n")
        result = self.rewrite("--plugin", misbehaving, "--passes", "misbehave[how=print]", "bad.py")
        self.assertCode(result, DONE)
        self.assertEqual(result.stdout, b"x = 1\n")
        self.assertEqual(result.stderr, b"printed\n")

    def test_what_is_asked_for_is_checked(self):
        for how, message in {
            "no-node": "names a node that is not in the tree",
            "no-owner": "names a node that is not in the tree",
            "no-place": "names a place that is not in the file",
            "half-character": "names a place that is not in the file",
            "not-utf8": "gives a text that is not UTF-8",
            "line-break": "pass `misbehave` inserts or removes a line break",
            "twice": "pass `misbehave` edits the same bytes twice",
            "others": "pass `misbehave` touches bytes that belong to another node",
            "no-python": "what pass `misbehave` made is no Python",
            "prologue": "asks for `import (` in the prologue, which is no simple statement",
            "unique": "asks for a unique name that does not begin with `_weft_`",
            "ask": "names a node that is not in the tree",
        }.items():
            with self.subTest(how):
                self.assertOthersAreRewritten(self.misbehave(how), message)

    def test_a_text_that_the_encoding_does_not_have(self):
        text = "# coding: latin-1\n\u00e9 = 1\n".encode("latin-1")
        self.write("bad.py", text)
        result = self.rewrite("--plugin", misbehaving, "--passes", "misbehave[how=not-ascii]",
                              "-o", "out.py", "bad.py")
        self.assertCode(result, ERROR)
        self.assertIn(b"cannot be written in the encoding of the file", result.stderr)
        self.assertEqual((self.dir / "out.py").read_bytes(), text)

    def test_every_file_may_fail(self):
        for i in range(20):
            self.write("src/bad%d.py" % i, "x = 1\n")
        result = self.rewrite("--plugin", misbehaving, "--passes", "misbehave[how=crash]", "-j", "4",
                              "-o", "out", "src")
        self.assertCode(result, ERROR)
        self.assertEqual(result.stderr.count(b"was terminated by SIGSEGV"), 20)
        self.assertEqual(set(self.tree("out").values()), {"x = 1\n"})


class Loading(PluginTest):
    """What cannot be loaded stops the run before anything is written."""

    def assertRefused(self, path, message, *args):
        self.write("a.py", "x = 1\n")
        result = self.rewrite("--plugin", path, *args, "-o", "out", "a.py")
        self.assertCode(result, ERROR)
        self.assertIn("weft: error: plug-in `%s`" % path, result.stderr.decode())
        self.assertIn(message, result.stderr.decode())
        self.assertEqual(result.stderr.count(b"error"), 1, result.stderr)
        self.assertNotIn("out", self.tree())

    def test_no_file(self):
        self.assertRefused("missing.so", "cannot be read: No such file or directory")

    def test_no_shared_object(self):
        self.assertRefused(self.write("text.so", "text\n"), "cannot be loaded: ")

    def test_no_entry_point(self):
        self.assertRefused(plugins.broken("no_entry", HAS_ENTRY=0),
                           "has no function `weft_plugin`; WEFT_PLUGIN defines it")
        self.assertRefused(plugins.broken("null_entry", IS_NULL=1), "that returns nothing")

    def test_another_version(self):
        self.assertRefused(plugins.broken("version", VERSION=99),
                           "speaks version 99 of the interface, and this Weft version 1")
        self.assertRefused(plugins.broken("tree", TREE=7),
                           "was built for another description of the tree; build it again")

    def test_a_crash_while_loading(self):
        self.assertRefused(plugins.broken("crash", CRASH=1),
                           "was terminated by SIGABRT while it was loaded")

    def test_a_hang_while_loading(self):
        self.assertRefused(plugins.broken("hang", CRASH=2), "took longer than 0.5 s to be loaded",
                           "--timeout-per-file", "0.5")

    def test_a_pass_that_is_none(self):
        self.assertRefused(plugins.broken("no_run", RUN="NULL"), "has a pass without `run`")
        self.assertRefused(plugins.broken("space", NAME='"a b"'), "`a b` is no name for a pass")
        self.assertRefused(plugins.broken("line", NAME='"a\\n"'), "is not one line of UTF-8")
        self.assertRefused(plugins.broken("taken", NAME='"wrap_calls"'),
                           "there is a pass or preset called `wrap_calls` already")

    def test_a_plugin_in_c(self):
        self.write("a.py", "x = 1\n")
        result = self.rewrite("--plugin", plugins.broken("right"), "a.py")
        self.assertCode(result, DONE)
        self.assertEqual(result.stdout, b"x = 1\n")

    def test_the_host_is_no_command(self):
        result = self.weft("plugin-host", identity)
        self.assertCode(result, ERROR)
        self.assertIn(b"unknown command `plugin-host`", result.stderr)


if __name__ == "__main__":
    main()
