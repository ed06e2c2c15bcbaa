"""Wraps every call with lib2to3, which keeps the layout as Weft does (Python 3.12 and older).

lib2to3_wrap.py OUT ROOT LIST    LIST names a file with one path below ROOT a line

Files that lib2to3 cannot parse are left out.
"""

import os
import sys
import tokenize
import warnings

warnings.simplefilter("ignore")

from lib2to3 import pygram, pytree  # noqa: E402
from lib2to3.fixer_util import Comma, Name  # noqa: E402
from lib2to3.pgen2 import driver, parse  # noqa: E402
from lib2to3.pgen2.tokenize import TokenError  # noqa: E402


def wrap_calls(tree):
    symbols = pygram.python_symbols
    for node in list(tree.post_order()):
        if node.type != symbols.trailer or node.children[0].value != "(":
            continue
        if node.parent is None or node.parent.type != symbols.power:
            continue  # A decorator's or a class's parentheses.
        parts = node.parent.children
        first = 1 if str(parts[0]).strip() == "await" else 0
        callee = parts[first:parts.index(node)]
        if not callee:
            continue
        for part in callee:
            part.remove()
        prefix = callee[0].prefix
        callee[0].prefix = ""
        node.insert_child(1, pytree.Node(symbols.power, callee))
        if len(node.children) > 3:
            node.insert_child(2, Comma())
        node.parent.insert_child(first, Name("_weft_wrap", prefix=prefix))


def main():
    out, root, list_path = sys.argv[1:]
    sys.setrecursionlimit(10000)
    with open(list_path, encoding="utf-8") as stream:
        paths = stream.read().splitlines()
    parser = driver.Driver(pygram.python_grammar_no_print_statement, pytree.convert)
    for path in paths:
        try:
            with tokenize.open(path) as stream:
                text = stream.read()
            tree = parser.parse_string(text if text.endswith("\n") else text + "\n")
        except (SyntaxError, ValueError, RecursionError, parse.ParseError, TokenError):
            continue
        wrap_calls(tree)
        target = os.path.join(out, os.path.relpath(path, root))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8", errors="surrogatepass") as stream:
            stream.write(str(tree))


if __name__ == "__main__":
    main()
