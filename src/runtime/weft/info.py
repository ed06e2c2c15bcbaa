"""What tagged `.pyc` files say of themselves, for people."""

import os
import sys
from importlib.util import MAGIC_NUMBER

from . import pyc

__all__ = ["show"]


def show(paths):
    """Print what made each file; return the number of those that do not say."""
    num_silent = 0
    for path in paths:
        try:
            with open(path, "rb") as file:
                data = file.read()
        except OSError as error:
            raise ValueError("%s: %s" % (path, error.strerror)) from None
        made = pyc.describe(data)
        if made is None:
            num_silent += 1
            print("%s: not made by weft" % path, file=sys.stderr)
            continue
        print("%s:" % path)
        for name, value in _rows(path, data, made):
            print("  %-13s %s" % (name + ":", value))
    return num_silent


def _rows(path, data, made):
    yield "tag", made["tag"]
    yield "name", made["name"]
    if made.get("module"):
        yield "module", made["module"]
    if made["passes"]:
        yield "passes", ", ".join(made["passes"])
    for path_of_rules in made.get("rules", ()):
        yield "rules", path_of_rules
    for name, value in sorted(made["options"].items()):
        yield "option", "%s = %r" % (name, value)
    for transformer in made["transformers"]:
        yield "transformer", transformer
    yield "weft", made["weft"]
    yield "found by", pyc.key_of(data)
    is_own = data[:4] == MAGIC_NUMBER
    yield "Python", "%s%s" % (_python(path), "" if is_own else " (not this one)")


def _python(path):
    """Return the interpreter that a file is for, as its name says it."""
    parts = os.path.basename(path).split(".")
    return parts[-3] if len(parts) > 2 else "unknown"
