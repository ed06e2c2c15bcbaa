#!/usr/bin/env python3
"""Installs the package with pip and without a network, and uses what is there.

    install.py --build DIR ROOT PYTHON...

DIR is what CMake has built, so that little is compiled. Of the interpreters, the first one
that has pip, setuptools and wheel does it; where none has, the exit code is 77.
"""

import argparse
import os
import subprocess
import sys
import tempfile

NEEDED = "import setuptools, wheel, pip"  # In this order, for pip imports distutils.
SKIPPED = 77

DECORATED = """
import weft
from weft import profiling

@weft.profile(limit=0, above=lambda total, limit, times, func: print(sorted(times)))
def f(x):
    return int(x) + abs(-1)

print(f("3"), profiling.is_native, weft.__file__)
"""
HOOKS = """
def call(callee, /, *args, **kwargs):
    print("calling", callee.__name__)
    return callee(*args, **kwargs)
"""


class Installed:
    """The package, in a folder of its own."""

    def __init__(self, python, folder):
        self.python = python
        self.target = os.path.join(folder, "target")
        self.work = os.path.join(folder, "work")
        self.weft = os.path.join(self.target, "bin", "weft")
        os.mkdir(self.work)

    def install(self, root, build):
        command = [self.python, "-m", "pip", "install", root, "--target", self.target]
        options = ["--no-build-isolation", "--no-index", "--no-deps", "--quiet"]
        env = dict(os.environ, WEFT_BUILD=build)
        subprocess.run(command + options, env=env, check=True, stdin=subprocess.DEVNULL)

    def write(self, name, text):
        with open(os.path.join(self.work, name), "w", encoding="utf-8") as file:
            file.write(text)

    def check(self, expected, *command):
        env = dict(os.environ, PYTHONPATH=os.pathsep.join([self.target, self.work]))
        run = subprocess.run(
            command, cwd=self.work, env=env, check=False, universal_newlines=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        if (run.returncode, run.stdout) != (0, expected):
            sys.exit("%s\nexit code %d\n%s" % (" ".join(command), run.returncode, run.stdout))

    def use(self):
        self.write("hooks.py", HOOKS)
        self.write("decorated.py", DECORATED)
        home = os.path.join(self.target, "weft", "__init__.py")
        self.check("['abs', 'int']\n4 True %s\n" % home, self.python, "decorated.py")
        called = "calling abs\ncalling print\n1\n"
        options = ["run", "--with", "hooks:call", "-c", "print(abs(-1))"]
        self.check(called, self.python, "-m", "weft", *options)
        self.check(called, self.weft, "run", "--python", self.python, *options[1:])
        self.write("plain.py", "print(abs(-1))\n")
        wrap = ["wrap", "--with", "hooks:call", "-q", "-o", "wrapped.py", "plain.py"]
        self.check("", self.weft, *wrap)
        self.check(called, self.python, "wrapped.py")
        for name in ("plugin.h", "kinds.h"):
            if not os.path.exists(os.path.join(self.target, "include", "weft", name)):
                sys.exit("include/weft/%s is missing" % name)


def find(pythons):
    for python in pythons:
        run = subprocess.run([python, "-c", NEEDED], stderr=subprocess.DEVNULL, check=False)
        if run.returncode == 0:
            return python
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True)
    parser.add_argument("root")
    parser.add_argument("pythons", nargs="*")
    arguments = parser.parse_args()
    python = find(arguments.pythons)
    if python is None:
        print("skipped: no interpreter has pip, setuptools and wheel:", *arguments.pythons)
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        installed = Installed(python, os.path.realpath(folder))
        installed.install(arguments.root, os.path.abspath(arguments.build))
        installed.use()
    print("installed for", python)
    return 0


if __name__ == "__main__":
    sys.exit(main())
