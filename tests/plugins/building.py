"""Builds plug-ins against nothing but the headers that `cmake --install` puts somewhere."""

import os
import pathlib
import re
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CXX = os.environ.get("CXX", "g++")
CC = os.environ.get("CC", "gcc")
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"]


class Plugins:
    """A folder with the installed headers, and what is built there."""

    def __init__(self, folder=None):
        self.temporary = None if folder else tempfile.TemporaryDirectory(prefix="weft-plugins-")
        self.folder = pathlib.Path(folder or self.temporary.name)
        self.prefix = self.folder / "prefix"
        subprocess.run(
            [os.environ.get("CMAKE", "cmake"), "--install", os.environ["WEFT_BUILD"],
             "--component", "sdk", "--prefix", self.prefix],
            check=True, stdout=subprocess.DEVNULL)

    def remove(self):
        if self.temporary:
            self.temporary.cleanup()

    def header(self, name):
        return (self.prefix / "include/weft" / name).read_text()

    def build(self, source, name=None, definitions=()):
        """Return the path of the shared object."""
        output = self.folder / ((name or source.stem) + ".so")
        compiler = [CC, "-std=c99"] if source.suffix == ".c" else [CXX, "-std=c++20"]
        command = [*compiler, "-O1", "-shared", "-fPIC", *WARNINGS, *definitions,
                   "-I", self.prefix / "include", "-o", output, source]
        subprocess.run(command, check=True, cwd=self.folder)
        return output

    def broken(self, name, **changes):
        tree = re.search(r"kTreeVersion = (\w+);", self.header("kinds.h")).group(1)
        values = {"NAME": '"broken"', "RUN": "run", "VERSION": "WEFT_ABI_VERSION", "TREE": tree,
                  "CRASH": 0, "HAS_ENTRY": 1, "IS_NULL": 0, **changes}
        definitions = ["-D%s=%s" % item for item in values.items()]
        return self.build(HERE / "broken.c", name, definitions)
