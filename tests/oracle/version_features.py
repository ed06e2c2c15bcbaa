#!/usr/bin/env python3
"""Compares `weft check --target` with the interpreters, a feature at a time.

For each sample: every interpreter below the feature's version refuses it, every one from
that version on takes it, and `weft check` with that target does the same and names the
version. The samples of version 3.8 are those that look like a newer feature and are none.
"""

import json
import os
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import pythons  # noqa: E402

WEFT = os.environ["WEFT"]
TARGETS = range(8, 15)

# (minor version, words of the message, text)
SAMPLES = [
    (8, "", "def f(a, /): return *a, b\n"),
    (8, "", "@x.y(1)\ndef f(): pass\n"),
    (8, "", "with (a, b) as c: pass\n"),
    (8, "", "with (a, b): pass\n"),
    (8, "", "with (a) as b, (c) as d: pass\n"),
    (8, "", "for x in (*a, b): pass\n"),
    (8, "", "for x in (a), (b): pass\n"),
    (8, "", "x[(y := 1)]; x[(*a, b)]; {(x := 1), 2}\n"),
    (8, "", "match(x); case = type[x]\n"),
    (8, "", "f'{x[\"a\"]:{\"b\"}>{y}}\\n' '''{\nx}'''\n"),
    (8, "", "f'''{f\"{x}\"}{'#'}'''\n"),
    (8, "", "async def f():\n  return ([x async for x in y] async for z in w)\n"),
    (8, "", "try: pass\nexcept (A, B): pass\n"),
    (9, "decorators", "@x[0]\ndef f(): pass\n"),
    (9, "decorators", "@x().y\nclass A: pass\n"),
    (9, "decorators", "@(x)\ndef f(): pass\n"),
    (9, "decorators", "@lambda f: f\ndef f(): pass\n"),
    (9, "context managers", "with (a as b): pass\n"),
    (9, "context managers", "with (a,\n      b as c,): pass\n"),
    (9, "context managers", "async def f():\n  async with (a as b, c): pass\n"),
    (9, "`for` loops", "for x in a, *b: pass\n"),
    (9, "`for` loops", "for x in (a), *(b): pass\n"),
    (9, "augmented", "x += *a, b\n"),
    (9, "in sets", "{x := 1, 2}\n"),
    (9, "in sets", "{x := 1 for y in z}\n"),
    (10, "in subscripts", "x[y := 1]\n"),
    (10, "in subscripts", "x[a, y := 1]\n"),
    (10, "`match`", "match x:\n  case [1, *_] | {'a': _, 'b': _}: pass\n"),
    (11, "`except*`", "try: pass\nexcept* E: pass\n"),
    (11, "subscripts", "x[*a]\n"),
    (11, "subscripts", "x[a, *b] = 1\n"),
    (11, "annotations", "def f(*args: *Ts): pass\n"),
    (11, "asynchronous", "async def f():\n  return [[x async for x in y] for z in w]\n"),
    (11, "asynchronous", "async def f():\n  return {z: [await x for x in y] for z in w}\n"),
    (11, "asynchronous", "def f():\n  return ([x async for x in y] for z in w)\n"),
    (12, "quotes", "f'{x['a']}'\n"),
    (12, "quotes", "f'''{'''a'''}'''\n"),
    (12, "quotes", "f\"{f'{f\"{1}\"}'}\"\n"),
    (12, "quotes", "f'{x:{'a'}}'\n"),
    (12, "backslashes", "f'{\"\\n\"}'\n"),
    (12, "backslashes", "f'''{a + \\\n b}'''\n"),
    (12, "backslashes", "f'{a:{\"\\x20\"}}'\n"),
    (12, "comments", "f'''{\na # b\n}'''\n"),
    (12, "line breaks", "f'{\na}'\n"),
    (12, "nested", "f'{a:{b:{c}}}'\n"),
    (12, "type parameters", "def f[T](): pass\n"),
    (12, "type parameters", "class A[*T, **P]: pass\n"),
    (12, "`type` statements", "type X = int\n"),
    (13, "defaults", "class A[T = int]: pass\n"),
    (14, "t-strings", "t'{x}'\n"),
    (14, "exception types", "try: pass\nexcept A, B: pass\n"),
]

CHILD = """
import json, sys, warnings
warnings.simplefilter("ignore")
verdicts = []
for text in json.load(sys.stdin):
    try:
        compile(text, "sample", "exec")
        verdicts.append(True)
    except SyntaxError:
        verdicts.append(False)
json.dump(verdicts, sys.stdout)
"""


class VersionFeaturesTest(unittest.TestCase):
    def test_the_interpreters_agree_with_the_table(self):
        texts = json.dumps([text for _, _, text in SAMPLES])
        for python in pythons.all_pythons():
            run = subprocess.run(
                [python.path, "-I", "-c", CHILD],
                input=texts,
                stdout=subprocess.PIPE,
                universal_newlines=True,
                check=True,
            )
            for (minor, _, text), verdict in zip(SAMPLES, json.loads(run.stdout)):
                with self.subTest(python=python.label, text=text):
                    self.assertEqual(verdict, python.version[1] >= minor)

    def test_weft_agrees_with_the_table(self):
        with tempfile.TemporaryDirectory() as folder:
            for number, (_, _, text) in enumerate(SAMPLES):
                with open(os.path.join(folder, "%03d.py" % number), "w") as file:
                    file.write(text)
            for target in TARGETS:
                run = subprocess.run(
                    [WEFT, "check", "--target", "3.%d" % target, "--format", "json", folder],
                    stdout=subprocess.PIPE,
                    universal_newlines=True,
                )
                found = {}
                for finding in json.loads(run.stdout)["diagnostics"]:
                    number = int(os.path.basename(finding["file"])[:3])
                    found.setdefault(number, []).append(finding["message"])
                for number, (minor, words, text) in enumerate(SAMPLES):
                    with self.subTest(target=target, text=text):
                        messages = found.get(number, [])
                        self.assertEqual(len(messages) == 0, target >= minor, messages)
                        if messages and minor < 14:
                            wanted = "need Python 3.%d or newer" % minor
                            self.assertTrue(
                                any(words in m and wanted in m for m in messages), messages
                            )


if __name__ == "__main__":
    unittest.main()
