"""The compiler in this process: source text in, syntax tree or code out.

Positions are those of the source: where rewriting moved a column, it is moved back.
"""

import ast
import collections
import os

from .errors import RewriteError
from .quiet import without_warnings

try:
    from . import _native
except ImportError:  # Where only tagged files are loaded, nothing compiles.
    _native = None

__all__ = [
    "Rewritten",
    "marker",
    "parse_part",
    "parse_passes",
    "read_rules",
    "replace_constants",
    "rewrite",
]

__version__ = _native.version if _native is not None else "without its compiler"

# What the compiler made of a source. `text` is None where nothing was to be done; else
# `prologue` has the statements that `text` needs and does not hold. `places` moves the
# nodes of its tree to where they are in the source. Then `begins.insert_begins` puts into it
# what has no place in the text: `begins` has the statements that functions begin with, by the line
# of their `def`.
Rewritten = collections.namedtuple("Rewritten", "text prologue sites diagnostics places begins")


# What the pass cpp reports, and that a file asks for passes that it cannot have.
_DIRECTIVES = frozenset(
    [
        "DirectiveNotClosed",
        "DirectiveNotOpen",
        "WrongDirectiveLine",
        "ErrorDirective",
        "WrongDirective",
    ]
)


def rewrite(source, filename, module, passes, options, within=None, catalog=None):
    """Rewrite `source` (str or bytes) by `passes`, a sequence of lists as `--passes` takes.

    `within`, a tuple (line, column, end line, end column) as ast has them, limits it.
    `catalog` is what read_rules() returned.
    Raise RewriteError where `source` is not Python, and SyntaxError where a directive is wrong,
    `# weft: enable` or one of the pass cpp.
    """
    text, prologue, sites, diagnostics, places = _compiler().rewrite(
        source,
        filename=_unicode(filename),
        module=_unicode(module),
        passes=passes,
        options=options,
        within=within,
        catalog=catalog,
    )
    begins = {}
    if prologue and prologue[0].startswith('"weft.begins", '):
        begins = dict(ast.literal_eval(prologue[0])[1:])
        prologue = prologue[1:]
    rewritten = Rewritten(text, prologue, sites, diagnostics, places, begins)
    for severity, kind, message, line, column in rewritten.diagnostics:
        if severity == "error" and kind in _DIRECTIVES:
            # CPython takes it for a comment, and would run what was not meant to be.
            raise SyntaxError(message, (filename, line, column + 1, None))
        if severity == "error":
            raise RewriteError("%s:%d:%d: %s" % (filename, line, column + 1, message))
    return rewritten


def _unicode(name):
    """Return `name`, which may have bytes that are no text, for messages and patterns."""
    return os.fsdecode(name).encode("utf-8", "replace").decode("utf-8")


def read_rules(files):
    """Return the passes of rule files, tuples (path, text), for rewrite() and parse_passes().

    Raise ValueError where a file is wrong.
    """
    return _compiler().Catalog(files) if files else None


def parse_passes(passes, level="", catalog=None):
    """Return what a list of passes says: tuples (name, version, ((option, value), ...)).

    With `level`, "1" or "2", the passes that optimise are among them, and so are those of
    `catalog`. The version of a rule file's pass is another one where the file has another text.
    Raise ValueError where it is none.
    """
    return _compiler().parse_passes(passes, level, catalog)


def _compiler():
    if _native is None:
        raise ImportError("weft's compiler (weft._native) is not installed for this interpreter")
    return _native


def parse_part(text, filename, first_line, last_line):
    """Parse lines of `text` that hold whole statements at the outermost level.

    Lines count as in `text`, whose line breaks are `\\n`.
    """
    lines = text.split("\n")[first_line - 1 : last_line]
    with without_warnings():
        return ast.parse("\n" * (first_line - 1) + "\n".join(lines) + "\n", filename)


def marker(number):
    """Return an expression that compiles to one constant, to be replaced.

    A constant by itself would be warned about: it cannot be called. So it is one of the
    two arms of a condition that the compiler decides.
    """
    return ast.IfExp(
        test=ast.Constant(value=1),
        body=ast.Constant(value=_marker_text(number)),
        orelse=ast.Constant(value=0),
    )


def _marker_text(number):
    return "\0weft:%d" % number


def place_like(tree, node):
    """Give every node of `tree`, which is new, the beginning of `node`."""
    line, column = node.lineno, node.col_offset
    nodes = [tree]
    for new in nodes:  # ast.walk() takes three times as long.
        for value in new.__dict__.values():
            if isinstance(value, ast.AST):
                nodes.append(value)
            elif isinstance(value, list):
                nodes += [each for each in value if isinstance(each, ast.AST)]
        if "lineno" in new._attributes:
            new.lineno = new.end_lineno = line
            new.col_offset = new.end_col_offset = column
    return tree


def replace_constants(code, values):
    """Return `code`, and all code in it, with marker number n replaced by values[n]."""
    table = {_marker_text(number): value for number, value in enumerate(values)}
    return _replace(code, table)


def _replace(code, table):
    consts = []
    is_changed = False
    for old in code.co_consts:
        new = old
        if isinstance(old, str):
            new = table.get(old, old)
        elif isinstance(old, type(code)):
            new = _replace(old, table)
        is_changed = is_changed or new is not old
        consts.append(new)
    return code.replace(co_consts=tuple(consts)) if is_changed else code
