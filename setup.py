"""Builds the wheel: CMake compiles the extension `weft._native` and the program `weft`."""

import os
import re
import shlex
import shutil
import subprocess
import sys

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

ROOT = os.path.dirname(os.path.abspath(__file__))
# A folder that CMake has built for this interpreter already, or one of our own.
GIVEN = os.environ.get("WEFT_BUILD", "")
BUILD = os.path.relpath(GIVEN or os.path.join(ROOT, "build", "wheel"), ROOT)
PROGRAM = os.path.join(BUILD, "bin", "weft")
# What plug-ins are built with: headers as they are, and those that the build generates.
HEADERS = [
    *(os.path.join("sdk", "weft", name) for name in ("abi.h", "edits.h", "plugin.h", "tree.h")),
    *(
        os.path.join(BUILD, "grammar", "generated", "sdk", "weft", name)
        for name in ("kinds.h", "node.h", "span.h", "views.h", "visitor.h", "visitor_dispatch.h")
    ),
]


def version():
    with open(os.path.join(ROOT, "CMakeLists.txt"), encoding="utf-8") as file:
        return re.search(r"project\(weft VERSION ([\d.]+)", file.read()).group(1)


def fetch_grammar():
    """Fetch the C sources that grammar/package-lock.json pins, where they are not there yet."""
    folder = os.path.join(ROOT, "grammar")
    parser = os.path.join(folder, "node_modules", "tree-sitter-python", "src", "parser.c")
    if os.path.exists(parser) or "WEFT_TREE_SITTER_DIR" in os.environ.get("CMAKE_ARGS", ""):
        return
    if shutil.which("npm") is None:
        sys.exit("weft: npm is missing, which fetches the grammar; see docs/contributing.md")
    subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit"], cwd=folder, check=True)


class CMakeBuild(build_ext):
    """Lets CMake build what setuptools then packs."""

    def build_extension(self, ext):
        target = os.path.abspath(self.get_ext_fullpath(ext.name))
        build = os.path.join(ROOT, BUILD)
        runtime = os.path.join(build, "python")
        if not GIVEN:
            self.configure(build, runtime)
        jobs = os.environ.get("WEFT_JOBS") or str(os.cpu_count() or 1)
        command = ["cmake", "--build", build, "-j", jobs, "--target"]
        subprocess.run([*command, "weft", "weft_native", "WEFT_sdk"], check=True)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        built = os.path.join(runtime, "weft", os.path.basename(target))
        shutil.copyfile(built, target)
        program = os.path.join(ROOT, PROGRAM)
        os.makedirs(os.path.dirname(program), exist_ok=True)
        shutil.copy(os.path.join(build, "cli", "weft"), program)

    def configure(self, build, runtime):
        fetch_grammar()
        subprocess.run(
            [
                "cmake",
                *("-S", ROOT),
                *("-B", build),
                *("-G", "Ninja"),
                "-DCMAKE_BUILD_TYPE=Release",
                "-DWEFT_TESTS=OFF",
                "-DWEFT_RUNTIME_DIR=" + runtime,
                "-DWEFT_PYTHONS=" + sys.executable,
                *shlex.split(os.environ.get("CMAKE_ARGS", "")),
            ],
            check=True,
        )


setup(
    version=version(),
    ext_modules=[Extension("weft._native", [])],
    cmdclass={"build_ext": CMakeBuild},
    # Beside the interpreter's other programs, as it is.
    data_files=[("bin", [PROGRAM]), ("include/weft", HEADERS)],
)
