"""What a user would write in Python: parse, wrap every call, unparse, write the file.

ast_unparse.py OUT ROOT LIST    LIST names a file with one path below ROOT a line

Does the job of `weft wrap -o OUT`, less comments and layout. Files that this Python does
not accept are left out.
"""

import ast
import os
import sys
import warnings


class WrapCalls(ast.NodeTransformer):
    def visit_Call(self, node):
        self.generic_visit(node)
        node.args.insert(0, node.func)
        node.func = ast.Name("_weft_wrap", ast.Load())
        return node


def main():
    out, root, list_path = sys.argv[1:]
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(10000)
    with open(list_path, encoding="utf-8") as stream:
        paths = stream.read().splitlines()
    for path in paths:
        with open(path, "rb") as stream:
            source = stream.read()
        try:
            text = ast.unparse(WrapCalls().visit(ast.parse(source)))
        except (SyntaxError, ValueError, RecursionError):
            continue
        target = os.path.join(out, os.path.relpath(path, root))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8", errors="surrogatepass") as stream:
            stream.write(text)


if __name__ == "__main__":
    main()
