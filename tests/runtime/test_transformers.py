#!/usr/bin/env python3
"""PEP 511: what the proposal promised, with the examples that it has."""

import ast
import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
import unittest

import weft
from weft.pipeline import Pipeline


class BytecodeKnights:
    name = "knights_who_say_ni"

    def code_transformer(self, code, context):
        consts = tuple("Ni! Ni! Ni!" if isinstance(c, str) else c for c in code.co_consts)
        return code.replace(co_consts=consts)


class TreeKnights:
    name = "knights_who_say_ni"

    def ast_transformer(self, tree, context):
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                node.value = "Ni! Ni! Ni!"
        return tree


class Seen:
    def __init__(self, name, log):
        self.name = name
        self.log = log

    def source_transformer(self, text, context):
        self.log.append((self.name, "source", context.filename))
        return text.replace("1", "2")

    def ast_transformer(self, tree, context):
        self.log.append((self.name, "ast", context.module))
        return tree

    def code_transformer(self, code, context):
        self.log.append((self.name, "code", context.optimize, context.interactive))
        return code


class TestTransformers(unittest.TestCase):
    def setUp(self):
        self.addCleanup(weft.set_code_transformers, weft.get_code_transformers())

    def test_knights(self):
        for knights in (BytecodeKnights(), TreeKnights()):
            weft.set_code_transformers([knights])
            namespace = weft.exec("x = 'Hello World!'")
            self.assertEqual(namespace["x"], "Ni! Ni! Ni!")
        self.assertEqual(weft.eval("'a'"), "Ni! Ni! Ni!")

    def test_list(self):
        first, second = BytecodeKnights(), TreeKnights()
        weft.set_code_transformers([first])
        transformers = weft.get_code_transformers()
        transformers.insert(0, second)
        self.assertEqual(weft.get_code_transformers(), [first])
        weft.set_code_transformers(transformers)
        self.assertEqual(weft.get_code_transformers(), [second, first])

    def test_order(self):
        log = []
        weft.set_code_transformers([Seen("a", log), Seen("b", log)])
        code = weft.compile("x = 1", "f.py", optimize=1)
        namespace = {}
        exec(code, namespace)
        self.assertEqual(namespace["x"], 2)
        self.assertEqual(
            log,
            [
                ("a", "source", "f.py"),
                ("b", "source", "f.py"),
                ("a", "ast", None),
                ("b", "ast", None),
                ("a", "code", 1, False),
                ("b", "code", 1, False),
            ],
        )

    def test_bad(self):
        class Bad:
            def __init__(self, name):
                self.name = name

            def ast_transformer(self, tree, context):
                return None

        class Nothing:
            name = "nothing"

        for name in ("", None, 3):
            with self.assertRaisesRegex(TypeError, "has a name"):
                weft.set_code_transformers([Bad(name)])
        for name in ("a.b", "a-b", "a/b", "1a", "class"):
            with self.assertRaisesRegex(ValueError, "is an identifier"):
                weft.set_code_transformers([Bad(name)])
        with self.assertRaisesRegex(TypeError, "none of the methods"):
            weft.set_code_transformers([Nothing()])
        weft.set_code_transformers([Bad("bad")])
        with self.assertRaisesRegex(TypeError, "the transformer bad returned NoneType"):
            weft.compile("x = 1", "f.py")

    def test_tags(self):
        log = []
        tags = {
            Pipeline().tag,
            Pipeline("wrap-calls", wrapper="a:b").tag,
            Pipeline("wrap-calls", wrapper="a:c").tag,
            Pipeline("wrap-calls", wrapper="a:b", guard=True).tag,
            Pipeline(transformers=[TreeKnights()]).tag,
            Pipeline(transformers=[BytecodeKnights()]).tag,
            Pipeline(transformers=[Seen("a", log), Seen("b", log)]).tag,
            Pipeline(transformers=[Seen("b", log), Seen("a", log)]).tag,
        }
        self.assertEqual(len(tags), 8)
        self.assertEqual(Pipeline().tag, "")
        self.assertEqual(
            Pipeline(transformers=[TreeKnights()]).tag, Pipeline(transformers=[TreeKnights()]).tag
        )
        self.assertTrue(all(tag.isalnum() for tag in tags if tag))
        both = Pipeline("wrap-calls", [TreeKnights()], "a:b")
        self.assertEqual(both.name, "wrap_calls-knights_who_say_ni")


class TestMissing(unittest.TestCase):
    """PEP 511: a tag whose `.pyc` file is missing."""

    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder, True)
        with open(os.path.join(self.folder, "greeting.py"), "w") as file:
            file.write("text = 'Good morning!'\n")
        with open(os.path.join(self.folder, "knights.py"), "w") as file:
            file.write(
                textwrap.dedent(
                    """
                    import ast
                    class Knights:
                        name = "knights_who_say_ni"
                        def ast_transformer(self, tree, context):
                            for node in ast.walk(tree):
                                if isinstance(node, ast.Constant):
                                    node.value = "Ni! Ni! Ni!"
                            return tree
                    """
                )
            )

    def python(self, code, **environment):
        values = dict(os.environ, **environment)
        values.pop("PYTHONDONTWRITEBYTECODE", None)
        values["PYTHONPATH"] = self.folder + os.pathsep + values["PYTHONPATH"]
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=values,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return done.stdout.decode().splitlines()[-1]

    def test_missing(self):
        made = (
            "import weft, knights; i = weft.install(packages='greeting', "
            "transformers=[knights.Knights()]); import greeting; print(i.tag, greeting.text)"
        )
        tag, _, text = self.python(made).partition(" ")
        self.assertEqual(text, "Ni! Ni! Ni!")
        # With the file there, nobody needs the transformer.
        there = (
            "import weft; weft.install(packages='greeting', tag=%r%s); import greeting; "
            "print(greeting.text)"
        )
        self.assertEqual(self.python(there % (tag, "")), "Ni! Ni! Ni!")
        self.assertEqual(self.python("import greeting; print(greeting.text)"), "Good morning!")
        # Another tag's files are not.
        missing = self.python(there % ("other", ""))
        self.assertRegex(missing, "^ImportError: there is no .*opt-other.pyc")
        for how in ("plain", "compile"):
            self.assertEqual(self.python(there % ("other", ", missing=%r" % how)), "Good morning!")
            self.assertEqual(
                self.python(there % ("other", ""), WEFT_MISSING=how), "Good morning!"
            )


if __name__ == "__main__":
    unittest.main()
