"""What `python -m compileall` does first: reads each file and parses it with `ast.parse`.

ast_parse.py ROOT LIST    LIST names a file with one path below ROOT a line

Files that this Python does not accept are left out.
"""

import ast
import sys
import warnings


def main():
    _, list_path = sys.argv[1:]
    warnings.simplefilter("ignore")
    with open(list_path, encoding="utf-8") as stream:
        paths = stream.read().splitlines()
    for path in paths:
        with open(path, "rb") as stream:
            source = stream.read()
        try:
            ast.parse(source)
        except (SyntaxError, ValueError, RecursionError):
            continue


if __name__ == "__main__":
    main()
