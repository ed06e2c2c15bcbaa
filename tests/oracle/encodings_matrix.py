#!/usr/bin/env python3
"""Compare verdict and tree with CPython's for every encoding with every kind of line end.

    encodings_matrix.py [--all] DUMP_AST

DUMP_AST is the program made of dump_ast.cpp. Runs on `python3` and the newest interpreter
found; with `--all` on every CPython from 3.8 on. Prints a table, a row for each way to declare
an encoding and a column for each kind of line end: `=` for the same tree, `x` where both
refuse the file, `!` where they disagree. The exit code is 1 if there is any `!`.
"""

import argparse
import os
import sys
import tempfile

import ast_dump
import pythons

MARK = b"\xef\xbb\xbf"
TEXT = """x = "\u00e4\u00f6\u00fc"  # \u00df
def f(\u00e9):
    return '''a
b\u00a7
''' \\
        + f"{\u00e9
}" if 0 else b"\\x41\\
"
"""
ASCII = TEXT.encode("ascii", "replace").decode().replace("?", "e")
# Not before 3.12.
F_STRINGS_OF_LINES = (b'f"{\xc3\xa9\n}"', b'f"{\xe9\n}"', b'f"{e\n}"')


def declared(cookie, text=TEXT, codec="utf-8", before=b"", mark=b""):
    line = before + (b"# -*- coding: %s -*-\n" % cookie if cookie is not None else b"")
    return mark + line + text.encode(codec)


ROWS = {
    "utf-8, nothing declared": declared(None),
    "utf-8, declared": declared(b"utf-8"),
    "utf-8, declared as UTF_8": declared(b"UTF_8"),
    "utf-8 with mark": declared(None, mark=MARK),
    "utf-8 with mark, declared": declared(b"utf-8", mark=MARK),
    "utf-8 with mark, declared as utf-8-sig": declared(b"utf-8-sig", mark=MARK),
    "mark in the second line": b"\n" + declared(None, mark=MARK),
    "two marks": declared(None, mark=MARK + MARK),
    "only a mark": MARK,
    "latin-1, nothing declared": declared(None, codec="latin-1"),
    "latin-1, declared": declared(b"latin-1", codec="latin-1"),
    "latin-1, declared as iso-8859-1": declared(b"iso-8859-1", codec="latin-1"),
    "latin-1, declared in line 2": declared(b"latin-1", codec="latin-1", before=b"#!/bin/py\n"),
    "latin-1, declared in line 2, line 1 empty": declared(
        b"latin-1", codec="latin-1", before=b"\n"
    ),
    "latin-1, declared in line 2 behind code": declared(
        b"latin-1", codec="latin-1", before=b"y = 1\n"
    ),
    "latin-1, declared in line 3": declared(b"latin-1", codec="latin-1", before=b"\n\n"),
    "latin-1 against the mark": declared(b"latin-1", mark=MARK),
    "cp1252 against the mark, ASCII only": declared(b"cp1252", ASCII, mark=MARK),
    "cp1252, declared": declared(b"cp1252", TEXT + "y = '\u20ac'\n", "cp1252"),
    "cp1252, a byte it has not": declared(b"cp1252") + b"y = '\x81'\n",
    "utf-8, declared as cp1252": declared(b"cp1252"),
    "latin-1, declared as utf-8": declared(b"utf-8", codec="latin-1"),
    "ASCII, declared as ascii": declared(b"ascii", ASCII),
    "utf-8, declared as ascii": declared(b"ascii"),
    "koi8-r": declared(b"koi8-r", "x = '\u0434\u0430'\n\u0434 = 1\n", "koi8-r"),
    "shift_jis": declared(b"shift_jis", "x = '\u8868\u30bd'\n\u8868 = f'{x}'\n", "shift_jis"),
    "euc-jp": declared(b"euc-jp", "x = '\u65e5\u672c'\n", "euc-jp"),
    "gb18030": declared(b"gb18030", "x = '\u4e2d\u20ac'\n", "gb18030"),
    "unknown, ASCII": declared(b"no-such-encoding", ASCII),
    "unknown, in line 2": declared(b"no-such-encoding", ASCII, before=b"\n"),
    "unknown, in line 3": declared(b"no-such-encoding", ASCII, before=b"\n\n"),
    "no text encoding": declared(b"hex", ASCII),
    "utf-16 with mark": TEXT.encode("utf-16"),
    "utf-16-le": TEXT.encode("utf-16-le"),
    "utf-16-be": TEXT.encode("utf-16-be"),
    "utf-16, declared in ASCII": declared(b"utf-16", ASCII),
    "utf-32 with mark": TEXT.encode("utf-32"),
    "a NUL": declared(None) + b"y = '\0'\n",
}


def mixed(data):
    """Put one kind of line end behind the other."""
    ends = (b"\r\n", b"\n", b"\r")
    lines = data.split(b"\n")
    return b"".join(line + ends[i % 3] for i, line in enumerate(lines[:-1])) + lines[-1]


COLUMNS = {
    "LF": lambda data: data,
    "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
    "CR": lambda data: data.replace(b"\n", b"\r"),
    "mixed": mixed,
    "no end": lambda data: data.rstrip(b"\n"),
}


def check(python, dump_ast_program):
    options = argparse.Namespace(dump_ast=dump_ast_program, indent=None)
    print("%-44s %s" % (python.label, "  ".join("%-6s" % name for name in COLUMNS)))
    examples = []
    with tempfile.TemporaryDirectory(prefix="weft-encodings-") as folder:
        for row, data in ROWS.items():
            if python.version < (3, 12):
                for f_string in F_STRINGS_OF_LINES:
                    data = data.replace(f_string, b"'c'")
            paths = []
            for column, change in COLUMNS.items():
                paths.append(os.path.join(folder, column + ".py"))
                with open(paths[-1], "wb") as file:
                    file.write(change(data))
            results = ast_dump.run_child(python, options, paths)
            signs = [{"equal": "=", "rejected": "x"}.get(r["outcome"], "!") for r in results]
            print("%-44s %s" % (row, "  ".join("%-6s" % sign for sign in signs)))
            examples += [(row, r) for r, sign in zip(results, signs) if sign == "!"]
    for row, result in examples:
        print("%s: %s" % (row, result))
    print(flush=True)
    return not examples


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--all", action="store_true", help="every interpreter found")
    parser.add_argument("dump_ast", metavar="DUMP_AST")
    options = parser.parse_args()
    are_well = [check(python, options.dump_ast) for python in pythons.chosen_pythons(options.all)]
    return 0 if all(are_well) else 1


if __name__ == "__main__":
    sys.exit(main())
