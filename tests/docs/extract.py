#!/usr/bin/env python3
"""Write the named blocks of a page to files, so that the build can compile what it says.

    extract.py PAGE OUT

A block whose first line is `// file: PATH` or `# file: PATH` becomes OUT/PATH. One with
`in:` is a part of a file, and becomes OUT/PATH.inc.
"""

import os
import sys

import pages


def main():
    page, out = sys.argv[1:]
    for block in pages.read_page(page):
        if not isinstance(block, pages.Block) or block.role not in ("file", "in"):
            continue
        path = os.path.join(out, block.name + (".inc" if block.role == "in" else ""))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(block.body)


if __name__ == "__main__":
    main()
