"""Where profiled functions begin, in the tree of a rewritten text."""

import ast
import sys

from .compiler import place_like

__all__ = ["insert_begins"]

# The fields of statements that hold statements, or what holds statements in turn: expressions,
# which are most of a tree, need not be looked at for definitions.
_BLOCKS = ("body", "orelse", "handlers", "finalbody", "cases")

# The field that has what is executed first in a node, where that is not the node itself.
_FIRST_FIELDS = {
    ast.AnnAssign: "value",
    ast.Assert: "test",
    ast.Assign: "value",
    ast.AsyncFor: "iter",
    ast.AsyncFunctionDef: "decorator_list",
    ast.AsyncWith: "items",
    ast.Attribute: "value",
    ast.AugAssign: "target",
    ast.Await: "value",
    ast.BinOp: "left",
    ast.BoolOp: "values",
    ast.Call: "func",
    ast.ClassDef: "decorator_list",
    ast.Compare: "left",
    ast.Delete: "targets",
    ast.Expr: "value",
    ast.For: "iter",
    ast.FunctionDef: "decorator_list",
    ast.If: "test",
    ast.IfExp: "test",
    ast.NamedExpr: "value",
    ast.Raise: "exc",
    ast.Return: "value",
    ast.Starred: "value",
    ast.Subscript: "value",
    ast.UnaryOp: "operand",
    ast.While: "test",
    ast.With: "items",
    ast.Yield: "value",
    ast.YieldFrom: "value",
    ast.withitem: "context_expr",
}


def insert_begins(tree, begins):
    """Put statements in front of the bodies of functions, as `Rewritten.begins` has them.

    Where `tree` is a part of a file, so are the functions. What is put there has the place of
    what is executed next, so that no line is added to those that tracers and debuggers see.
    """
    if not begins:
        return
    # Each is a line, of several statements.
    statements = [[] for _ in begins]
    for statement in ast.parse("\n".join(begins.values())).body:
        statements[statement.lineno - 1].append(statement)
    statements = dict(zip(begins, statements))
    blocks = [tree.body]
    while blocks:
        for node in blocks.pop():
            for name in _BLOCKS:
                if name in node._fields:
                    blocks.append(getattr(node, name))
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.lineno in begins:
                _begin(node, statements[node.lineno])


def _begin(function, statements):
    at = 1 if ast.get_docstring(function, clean=False) is not None else 0
    if at < len(function.body):
        place = _first_executed(function.body[at])
    else:  # Then the function returns from here.
        place = function if sys.version_info >= (3, 10) else function.body[0]
    for statement in statements:
        place_like(statement, place)
    function.body[at:at] = statements


def _first_executed(node):
    """Return the node whose line is the first one that `node` has code of."""
    while True:
        first = getattr(node, _FIRST_FIELDS.get(type(node), ""), None)
        if isinstance(first, list):
            first = first[0] if first else None
        if first is None:
            return node
        node = first
