"""Compares with None by identity, and says what `x.get(y)` returns otherwise.

As identity.weft and identity.cpp do, but on Python's own tree, as PEP 511 has it:

    weft.set_code_transformers([*weft.get_code_transformers(), identity.Identity()])
"""

import ast


class Identity:
    name = "identity"

    def ast_transformer(self, tree, context):
        note_shown(tree)
        return Transformer().visit(tree)


class Transformer(ast.NodeTransformer):
    def visit_Compare(self, node):
        self.generic_visit(node)
        if len(node.ops) == 1 and is_none(node.comparators[0]):
            new = {ast.Eq: ast.Is, ast.NotEq: ast.IsNot}.get(type(node.ops[0]))
            if new is not None:
                node.ops = [new()]
        return node

    def visit_Call(self, node):
        self.generic_visit(node)
        is_get = isinstance(node.func, ast.Attribute) and node.func.attr == "get"
        if is_get and len(node.args) == 1 and not node.keywords:
            argument = node.args[0]
            if not isinstance(argument, ast.Starred):
                none = ast.Constant(None)
                none.lineno, none.col_offset = argument.end_lineno, argument.end_col_offset
                none.end_lineno, none.end_col_offset = none.lineno, none.col_offset
                node.args.append(none)
        return node

    def visit_FormattedValue(self, node):
        return node if getattr(node, "is_shown", False) else self.generic_visit(node)


def is_none(node):
    return isinstance(node, ast.Constant) and node.value is None


def note_shown(tree):
    """Mark the fields that show their own text, `f"{x=}"`: ast has the text before them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            for before, field in zip(node.values, node.values[1:]):
                text = getattr(before, "value", None)
                if isinstance(field, ast.FormattedValue) and isinstance(text, str):
                    field.is_shown = text.rstrip().endswith("=")
