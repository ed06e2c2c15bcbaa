#!/usr/bin/env python3
"""Compare committed pages with what the build generates for them.

    docs_are_current.py DOCS GENERATED...

Each GENERATED file belongs to the one of the same name in the folder DOCS. Prints what
differs; the exit code is 1 if anything does.
"""

import difflib
import os
import sys


def read(path):
    with open(path, encoding="utf-8") as stream:
        return stream.read().splitlines(keepends=True)


def main():
    docs, *generated = sys.argv[1:]
    stale = False
    for path in generated:
        name = os.path.basename(path)
        page = os.path.join(docs, name)
        committed = read(page) if os.path.exists(page) else []
        diff = list(difflib.unified_diff(committed, read(path), "docs/" + name, "generated"))
        sys.stdout.writelines(diff)
        stale = stale or bool(diff)
    if stale:
        print("\nto update: cmake --build BUILD --target update_docs")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
