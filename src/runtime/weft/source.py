"""Where the source of a code object is, and the code objects of a source."""

import ast
import collections
import inspect
import linecache

from .errors import SourceError
from .quiet import without_warnings

__all__ = ["Definition", "find_definition", "source_text"]

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)

# The function that a code object was compiled from. `name` is the qualified one that it has in
# the source, `text` its whole file, with line breaks `\n`. `first_line` and `last_line` hold
# the statements at the outermost level that share a line with the one it is in; `futures` are
# the file's future imports. `within` is the place of its body: neither decorators nor defaults
# nor annotations. It is number `ordinal` of what definitions_in() finds.
Definition = collections.namedtuple(
    "Definition", "code name filename text futures first_line last_line within span ordinal"
)

# Of a file: (text, futures, parts, imported), where parts is a list of (first line, last line)
# of statements at the outermost level, those that share a line taken together, and `imported`
# the names that the module imports. Only the last few are kept, since functions are mostly
# rewritten file by file.
_OUTLINES = collections.OrderedDict()
_MAX_OUTLINES = 8


def source_text(code, namespace):
    """Return the whole source that `code` was compiled from, or raise SourceError."""
    filename = code.co_filename
    linecache.checkcache(filename)
    lines = linecache.getlines(filename, namespace)
    if not lines:
        try:
            lines = inspect.findsource(code)[0]
        except (OSError, TypeError, IndexError) as error:
            raise SourceError(
                "the source of `%s` is not available: no file %s" % (code.co_name, filename)
            ) from error
    return "".join(lines).replace("\r\n", "\n").replace("\r", "\n")


def is_known(code, namespace):
    """Whether there is a source that `code` may have been compiled from."""
    try:
        source_text(code, namespace)
    except SourceError:
        return False
    return True


def _first_line(node):
    decorators = getattr(node, "decorator_list", None)
    return decorators[0].lineno if decorators else node.lineno


def _outline(filename, text):
    cached = _OUTLINES.get(filename)
    if cached is not None and cached[0] == text:
        return cached
    try:
        with without_warnings():
            tree = ast.parse(text, filename)
    except (SyntaxError, ValueError) as error:
        raise SourceError("%s is not Python: %s" % (filename, error)) from error
    futures = []
    parts = []
    for statement in tree.body:
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            futures.append(statement)
        first, last = _first_line(statement), statement.end_lineno
        if parts and first <= parts[-1][1]:
            parts[-1] = (parts[-1][0], max(last, parts[-1][1]))
        else:
            parts.append((first, last))
    _OUTLINES[filename] = (text, futures, parts, _imported_names(tree))
    while len(_OUTLINES) > _MAX_OUTLINES:
        _OUTLINES.popitem(last=False)
    return _OUTLINES[filename]


def _imported_names(tree):
    """The names that statements of a module import, not those of functions and classes."""
    names = set()
    blocks = [tree]
    while blocks:
        for node in ast.iter_child_nodes(blocks.pop()):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                names.update((each.asname or each.name).partition(".")[0] for each in node.names)
            elif not isinstance(node, (*_FUNCTIONS, ast.ClassDef, ast.expr)):
                blocks.append(node)
    return sorted(names - {"*"})


def _with_imports(tree, names):
    """Return `tree` with imports of `names`.

    CPython 3.11 and later call an attribute of what a module imports in another way than a
    method.
    """
    futures = 0
    while futures < len(tree.body) and isinstance(tree.body[futures], ast.ImportFrom):
        futures += 1
    body = tree.body[:]
    if names:
        new = ast.Import(names=[ast.alias(name=name, asname=None) for name in names])
        new = ast.fix_missing_locations(ast.Module(body=[new], type_ignores=[])).body[0]
        body.insert(futures, new)
    return ast.Module(body=body, type_ignores=[])


def is_definition_of(node, code):
    """Whether `node` is a function of the name, and at the line, that `code` has."""
    if not isinstance(node, _FUNCTIONS):
        return False
    name = "<lambda>" if isinstance(node, ast.Lambda) else node.name
    return name == code.co_name and _first_line(node) == code.co_firstlineno


def definitions_in(tree, code):
    """Return the definitions that `code` may come from, in source order."""
    found = [node for node in ast.walk(tree) if is_definition_of(node, code)]
    return sorted(found, key=lambda node: (node.lineno, node.col_offset))


def prune(tree, node, futures):
    """Return a module with what the names of `node` in `tree` depend on.

    That is all of the outermost function around it, in the classes around that.
    """
    path = _path_to(tree, node)
    for parent, child in zip(path, path[1:]):
        if isinstance(parent, _FUNCTIONS):
            break
        if isinstance(parent, ast.ClassDef) and any(child is item for item in parent.body):
            parent.body = [child]
    return ast.Module(body=futures + tree.body, type_ignores=[])


def isolate(tree, nodes, node):
    """Let `node` be found in `tree` compiled: return which of the code objects of its name and
    line is its own.

    `nodes` is what definitions_in() found. Lambdas of one line have one name; those that `node`
    is not in, and that its code does not hold, go.
    """
    path = _path_to(tree, node)
    inside = set(ast.walk(node.body)) if isinstance(node, ast.Lambda) else set(ast.walk(node))
    strangers = {other for other in nodes if other not in path and other not in inside}
    if strangers:
        _Removal(strangers).visit(tree)
    # What is in the defaults of a lambda comes before it, and is not in its code.
    return sum(parent in nodes and parent.body is child for parent, child in zip(path, path[1:]))


class _Removal(ast.NodeTransformer):
    """Puts None in place of some lambdas."""

    def __init__(self, lambdas):
        self.lambdas = lambdas

    def visit_Lambda(self, node):
        if node in self.lambdas:
            return ast.copy_location(ast.Constant(value=None), node)
        return self.generic_visit(node)


def _path_to(tree, wanted):
    """Return the nodes from `tree` down to `wanted`."""
    stack = [(tree, None)]
    while stack:
        node, link = stack.pop()
        link = (node, link)
        if node is wanted:
            path = []
            while link is not None:
                path.append(link[0])
                link = link[1]
            return path[::-1]
        stack.extend((child, link) for child in ast.iter_child_nodes(node))
    raise AssertionError("the node is in its tree")


def code_objects(code):
    """Yield `code` and all code objects in it, outermost first, in source order."""
    stack = [code]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(
            const for const in reversed(current.co_consts) if isinstance(const, type(code))
        )


def _shape(code):
    """What does not depend on how calls are made."""
    return (
        code.co_argcount,
        code.co_posonlyargcount,
        code.co_kwonlyargcount,
        code.co_varnames[: _num_parameters(code)],
        code.co_flags & _SHAPE_FLAGS,
        tuple(sorted(code.co_freevars)),
    )


_SHAPE_FLAGS = (
    inspect.CO_VARARGS
    | inspect.CO_VARKEYWORDS
    | inspect.CO_GENERATOR
    | inspect.CO_COROUTINE
    | inspect.CO_ASYNC_GENERATOR
)


def _num_parameters(code):
    num = code.co_argcount + code.co_kwonlyargcount
    return num + bool(code.co_flags & inspect.CO_VARARGS) + bool(
        code.co_flags & inspect.CO_VARKEYWORDS
    )


def namesakes(module_code, code):
    """Return what in `module_code` has the name and the line of `code`, outermost first."""
    return [
        other
        for other in code_objects(module_code)
        if other.co_name == code.co_name and other.co_firstlineno == code.co_firstlineno
    ]


def _constants(code):
    """The constants of `code` and of what is in it, as far as one can compare them."""
    found = set()
    for inner in code_objects(code):
        found.update(
            (type(const), const)
            for const in inner.co_consts
            if isinstance(const, (str, bytes, int, float, complex))
        )
        found.update(inner.co_names)
    return found


def _alike(others, code, is_checked):
    """Return the numbers of those of `others` that `code` is most like; none where none is.

    With `is_checked`, those have to have its constants, names and instructions.
    """
    like = [
        number
        for number, other in enumerate(others)
        if other is not None and _shape(other) == _shape(code)
    ]
    same = [number for number in like if _constants(others[number]) == _constants(code)]
    equal = [number for number in same if others[number] == code]
    if is_checked:
        return equal or [number for number in same if _does_the_same(others[number], code)]
    return equal or same or like


def _does_the_same(code, other):
    """Whether the instructions are the same, whatever became of the rest."""
    pairs = zip(code_objects(code), code_objects(other))
    return all(a.co_code == b.co_code for a, b in pairs)


def future_flags(code):
    """The flags of the `__future__` imports that `code` was compiled under."""
    import __future__

    flags = 0
    for name in __future__.all_feature_names:
        flags |= getattr(__future__, name).compiler_flag
    return code.co_flags & flags


def compile_tree(tree, filename, flags):
    with without_warnings():
        return compile(tree, filename, "exec", flags=flags, dont_inherit=True)


def find_definition(code, namespace, is_checked=False):
    """Return the Definition of `code`, or raise SourceError.

    `namespace` has the globals of its function. With `is_checked`, the source has to be
    what `code` was compiled from; otherwise name, line and parameters have to agree.
    """
    filename = code.co_filename
    text = source_text(code, namespace)
    _, futures, parts, imported = _outline(filename, text)
    where = "`%s` in line %d of %s" % (code.co_name, code.co_firstlineno, filename)
    part = next((p for p in parts if p[0] <= code.co_firstlineno <= p[1]), None)
    nodes = [] if part is None else definitions_in(_parse(text, filename, part), code)
    if not nodes:
        raise SourceError(
            "%s is not there: was the file changed after it was imported?" % where
        )
    compiled = []  # By number of node.
    for number in range(len(nodes)):
        tree = _parse(text, filename, part)
        nodes = definitions_in(tree, code)
        node = nodes[number]
        pruned = prune(tree, node, futures)
        index = isolate(pruned, nodes, node)
        pruned = _with_imports(pruned, imported)
        found = namesakes(compile_tree(pruned, filename, future_flags(code)), code)
        compiled.append(found[index] if index < len(found) else None)
    numbers = _alike(compiled, code, is_checked)
    if not numbers:
        raise SourceError(
            "%s is not what is running: was the file changed after it was imported?" % where
        )
    if len(numbers) > 1 and compiled[numbers[0]] != code:
        raise SourceError("%s is one of %d that look the same" % (where, len(numbers)))
    ordinal = numbers[0]
    tree = _parse(text, filename, part)
    node = definitions_in(tree, code)[ordinal]
    first, last = (node.body, node.body) if isinstance(node, ast.Lambda) else (
        node.body[0],
        node.body[-1],
    )
    within = (_first_line(first), _first_column(first), last.end_lineno, last.end_col_offset)
    span = (code.co_firstlineno, node.end_lineno)
    return Definition(code, _qualified_name(tree, node), filename, text, futures, *part, within, span, ordinal)


def _qualified_name(tree, node):
    """Return the name that the source gives `node`; that of the function may be another one."""
    names = []
    for parent in _path_to(tree, node):
        if isinstance(parent, ast.ClassDef):
            names.append(parent.name)
        elif isinstance(parent, _FUNCTIONS):
            names += ["<lambda>" if isinstance(parent, ast.Lambda) else parent.name, "<locals>"]
    return ".".join(names[:-1])


def _first_column(node):
    # The `@` of a decorator stands somewhere in front of it.
    return 0 if getattr(node, "decorator_list", None) else node.col_offset


def _parse(text, filename, part):
    from .compiler import parse_part

    return parse_part(text, filename, *part)
