"""Functions made anew from rewritten source.

The new function has the old one's globals, cells, defaults and everything else; only its
code is another. So nothing of its definition is executed again.
"""

import ast
import copy
import inspect
import types
import weakref

from . import begins, compiler, source
from .errors import RewriteError, SourceError

__all__ = ["RecompyleBaseTransformer", "Recompiler", "make_function", "rewrite_function"]

# Functions that were made here: (original function, steps), so that a second rewrite does not
# undo the first.
_HISTORY = weakref.WeakKeyDictionary()


class RecompyleBaseTransformer(ast.NodeTransformer):
    """A transformer of functions.

    It visits an `ast.Module` whose only statement is the function's definition, without
    decorators. Lines and columns are those of the file; `adjust_lineno` is there for
    transformers that set it and has no effect.
    """

    adjust_lineno = 0


class Recompiler:
    """Makes new code for one function.

    `options` go to the passes. `changes` are called with (definition node, recompiler) in
    order, and return a node of the same kind.
    """

    def __init__(self, func, is_checked=True):
        self.func = func
        self.definition = source.find_definition(
            func.__code__, func.__globals__, is_checked and _is_plain(func)
        )
        self.values = []
        self.new_text = None  # The whole file, rewritten.

    def constant(self, value):
        """Return the number of a marker (compiler.marker) that stands for `value` itself."""
        self.values.append(value)
        return len(self.values) - 1

    def rewritten(self, passes, options, within=None):
        """Run `passes` over the function's body; return the Rewritten file.

        `within` is another part of the file, or False for all of it.
        """
        definition = self.definition
        if within is None:
            within = definition.within
        done = compiler.rewrite(
            definition.text,
            definition.filename,
            self.func.__globals__.get("__name__") or "",
            passes,
            options,
            within or None,
        )
        self.new_text = done.text
        return done

    def code(self, rewritten=None, changes=()):
        """Compile the function from `rewritten`, or as it is, with `changes`."""
        definition = self.definition
        is_rewritten = rewritten is not None and rewritten.text is not None
        tree = compiler.parse_part(
            rewritten.text if is_rewritten else definition.text,
            definition.filename,
            definition.first_line,
            definition.last_line,
        )
        if is_rewritten:
            rewritten.places.restore(tree)
            begins.insert_begins(tree, rewritten.begins)
        nodes = source.definitions_in(tree, definition.code)
        node = nodes[definition.ordinal]
        pruned = source.prune(tree, node, definition.futures)
        index = source.isolate(pruned, nodes, node)
        for change in changes:
            changed = change(node, self)
            if changed is not node:
                _put_in_place_of(pruned, node, changed)
                node = changed
        return self._compile(pruned, index)

    def _compile(self, tree, index):
        definition = self.definition
        flags = source.future_flags(definition.code)
        compiled = source.compile_tree(tree, definition.filename, flags)
        old = definition.code
        found = source.namesakes(compiled, old)
        if index >= len(found):
            raise RewriteError("a transformer removed `%s`" % old.co_name)
        code = compiler.replace_constants(found[index], self.values)
        if code.co_flags & inspect.CO_GENERATOR:  # What types.coroutine() did to `old` stays.
            kept = old.co_flags & inspect.CO_ITERABLE_COROUTINE
            code = code.replace(co_flags=code.co_flags | kept)
        return code

    def original_source(self):
        return inspect.getsource(self.func.__code__)

    def new_source(self):
        """Return the lines of the function in the file as rewritten."""
        if self.new_text is None:
            return self.original_source()
        first, last = self.definition.span
        lines = self.new_text.split("\n")[first - 1 : last]
        return "\n".join(lines) + "\n"


def _is_plain(func):
    """Whether nobody but the import system compiled `func`."""
    loader = func.__globals__.get("__loader__")
    return type(loader).__name__ == "SourceFileLoader" and func not in _HISTORY


def _put_in_place_of(tree, old, new):
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
                return
            if isinstance(value, list):
                for i, item in enumerate(value):
                    if item is old:
                        value[i] = new
                        return


def make_function(func, code):
    """Return a function like `func` that runs `code`."""
    cells = dict(zip(func.__code__.co_freevars, func.__closure__ or ()))
    missing = [name for name in code.co_freevars if name not in cells]
    if missing:
        raise SourceError(
            "`%s` has no variable `%s`: was its file changed after it was imported?"
            % (func.__qualname__, missing[0])
        )
    closure = tuple(cells[name] for name in code.co_freevars)
    new = types.FunctionType(
        code, func.__globals__, func.__name__, func.__defaults__, closure or None
    )
    copy_attributes(func, new)
    return new


def copy_attributes(func, new):
    if func.__kwdefaults__ is not None:
        new.__kwdefaults__ = dict(func.__kwdefaults__)
    new.__qualname__ = func.__qualname__
    new.__module__ = func.__module__
    new.__doc__ = func.__doc__
    if getattr(func, "__annotate__", None) is not None:  # 3.14: not evaluated yet.
        new.__annotate__ = func.__annotate__
    else:
        new.__annotations__ = func.__annotations__
    if getattr(func, "__type_params__", ()):
        new.__type_params__ = func.__type_params__
    new.__dict__.update(func.__dict__)


def original_of(func):
    """Return the function that `func` was made from by rewriting, or `func`."""
    return _HISTORY[func][0] if func in _HISTORY else func


def steps_of(func):
    """Return what was done to the original of `func` to make it, in order."""
    return _HISTORY[func][1] if func in _HISTORY else ()


def check_is_written(func):
    """Raise where what `func` runs comes of transformers: from its source, they would be lost."""
    if any(isinstance(step, _Transformation) for step in steps_of(func)):
        raise RewriteError(
            "`%s` was changed by transformers, so that it has no source to be rewritten"
            % func.__qualname__
        )


def remember(func, original, steps):
    _HISTORY[func] = (original, tuple(steps))


def replace_code(func, new):
    """Let `func` run the code of `new`, which was made from it, and be what `new` is."""
    original, steps = _HISTORY.get(new, (func, ()))
    if original is func:
        original = make_function(func, func.__code__)
    func.__code__ = new.__code__
    remember(func, original, steps)
    for step in steps:
        step.finish(func)


def details_of(recompiler, details, target):
    """Fill the dict of the argument `rewrite_details`."""
    if details is None:
        return
    details["original_func"] = target
    details["original_source"] = recompiler.original_source()
    details["new_source"] = recompiler.new_source()


def check_details(details):
    if details is not None and not hasattr(details, "update"):
        raise TypeError("rewrite_details must be a dict or None, not " + type(details).__name__)


class _CustomLocals(ast.NodeTransformer):
    """Puts objects in place of names that the transformed function does not bind."""

    def __init__(self, recompiler, names, bound):
        self.recompiler = recompiler
        self.names = names
        self.bound = bound

    def visit_Name(self, node):
        if node.id in self.bound or node.id not in self.names:
            return node
        if not isinstance(node.ctx, ast.Load):
            return node
        value = compiler.marker(self.recompiler.constant(self.names[node.id]))
        return compiler.place_like(value, node)


def _bound_names(node):
    """The names that `node`, a function, or a function in it binds."""
    bound = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and not isinstance(inner.ctx, ast.Load):
            bound.add(inner.id)
        elif isinstance(inner, ast.arg):
            bound.add(inner.arg)
        elif isinstance(inner, ast.alias):
            bound.add((inner.asname or inner.name).partition(".")[0])
        elif isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            if inner is not node:
                bound.add(inner.name)
        elif isinstance(inner, ast.ExceptHandler) and inner.name:
            bound.add(inner.name)
    return bound


class _Transformation:
    """Applies a user's transformers to a definition."""

    def __init__(self, transformers, custom_locals):
        self.transformers = transformers
        self.custom_locals = dict(custom_locals or {})
        self.node = None
        self.has_new_parameters = False

    def __call__(self, node, recompiler):
        if isinstance(node, ast.Lambda):
            raise RewriteError("a lambda cannot be given to transformers of definitions")
        decorators, node.decorator_list = node.decorator_list, []
        name = node.name
        before = ast.dump(node.args)
        tree = ast.Module(body=[node], type_ignores=[])
        for transformer in self.transformers:
            tree = transformer.visit(tree)
            if not isinstance(tree, ast.Module) or len(tree.body) != 1:
                raise RewriteError("a transformer has to leave one definition: %r" % transformer)
            ast.fix_missing_locations(tree)
        new = tree.body[0]
        if not isinstance(new, (ast.FunctionDef, ast.AsyncFunctionDef)):
            raise RewriteError("a transformer has to leave a definition: %r" % transformer)
        self.node = copy.deepcopy(new)
        self.has_new_parameters = ast.dump(new.args) != before
        if self.custom_locals:
            body = _CustomLocals(recompiler, self.custom_locals, _bound_names(new))
            new.body = [body.visit(statement) for statement in new.body]
        new.decorator_list = decorators  # They decide about the function's first line.
        new.name = name
        return new

    def set_defaults(self, func):
        """Evaluate the defaults of `func` that a transformer added or changed."""
        if not self.has_new_parameters:
            return
        names = dict(self.custom_locals)

        def value_of(default):
            expression = ast.Expression(default)
            code = compile(expression, func.__code__.co_filename, "eval", dont_inherit=True)
            return eval(code, func.__globals__, names)

        args = self.node.args
        kwdefaults = {}
        for arg, default in zip(args.kwonlyargs, args.kw_defaults):
            if default is not None:
                known = (func.__kwdefaults__ or {}).get(arg.arg, _NOTHING)
                kwdefaults[arg.arg] = value_of(default) if known is _NOTHING else known
        func.__kwdefaults__ = kwdefaults or None
        if len(func.__defaults__ or ()) != len(args.defaults):
            func.__defaults__ = tuple(value_of(default) for default in args.defaults) or None


_NOTHING = object()


def rewrite_function(*, target_func, transformers, custom_locals=None, rewrite_details=None):
    """Return a new function: `target_func` with its source changed by `transformers`.

    Each is an `ast.NodeTransformer`, such as a RecompyleBaseTransformer, and visits an
    `ast.Module` that holds the definition. `custom_locals` has values for names that the
    new source uses. `rewrite_details` is a dict that gets `original_func`,
    `original_source` and `new_source`.
    """
    if not isinstance(target_func, types.FunctionType):
        raise TypeError("target_func must be a function, not " + type(target_func).__name__)
    transformers = list(transformers)
    for transformer in transformers:
        if not callable(getattr(transformer, "visit", None)):
            raise TypeError("a transformer has a method visit(tree): %r has none" % (transformer,))
    check_details(rewrite_details)
    check_is_written(target_func)
    if steps_of(target_func):
        raise RewriteError(
            "`%s` has calls that are wrapped or timed, which transformers would undo"
            % target_func.__qualname__
        )
    recompiler = Recompiler(target_func)
    transformation = _Transformation(transformers, custom_locals)
    code = recompiler.code(changes=[transformation])
    new = make_function(target_func, code)
    transformation.set_defaults(new)
    remember(new, target_func, (transformation,))
    if rewrite_details is not None:
        rewrite_details["original_func"] = target_func
        rewrite_details["original_source"] = recompiler.original_source()
        rewrite_details["new_source"] = ast.unparse(transformation.node)
    return new
