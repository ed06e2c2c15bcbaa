"""Finds the Python interpreters of this machine."""

import glob
import os
import subprocess
import sys

_PROBE = """
import sys, sysconfig
print(sys.implementation.name)
print('%d.%d.%d' % sys.version_info[:3])
print(sys.executable)
print(sysconfig.get_path('stdlib'))
"""


class Python:
    """One interpreter: `version` as a tuple of three, `label`, `path` and `stdlib` folder."""

    def __init__(self, version, path, stdlib):
        self.version = version
        self.label = "Python " + ".".join(map(str, version))
        self.path = path
        self.stdlib = stdlib


def probe(path):
    """Return the Python that `path` starts, or None if it is no CPython from 3.8 on."""
    try:
        run = subprocess.run(
            [path, "-c", _PROBE],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=60,
            check=True,
        )
        name, version, executable, stdlib = os.fsdecode(run.stdout).splitlines()
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    version = tuple(map(int, version.split(".")))
    if name != "cpython" or version < (3, 8):
        return None
    return Python(version, os.path.realpath(executable), stdlib)


def python_on_path():
    """Return what `python3` stands for, or the interpreter that runs this."""
    return probe("python3") or probe(sys.executable)


def all_pythons():
    """Return every CPython from 3.8 on that pyenv or the path holds, oldest first."""
    roots = [os.environ.get("PYENV_ROOT"), os.path.expanduser("~/.pyenv")]
    paths = [
        path
        for root in roots
        if root
        for path in glob.glob(os.path.join(root, "versions", "*", "bin", "python3"))
    ]
    paths += [os.path.join(folder, "python3") for folder in os.get_exec_path()]
    paths.append(sys.executable)
    found = {}
    for path in paths:
        if os.access(path, os.X_OK):
            python = probe(path)
            if python:
                found.setdefault(python.path, python)
    return sorted(found.values(), key=lambda python: (python.version, python.path))


def chosen_pythons(want_all):
    """Return all interpreters, or `python3` and the newest one, oldest first."""
    pythons = all_pythons()
    if want_all:
        return pythons
    newest = pythons[-1]
    default = python_on_path()
    return [newest] if default.path == newest.path else [default, newest]
