"""What is done to a module between its source and its code, and the tag that stands for it."""

import ast
import gc
import hashlib
import inspect
import json
import keyword
import os
import re
import sys

from . import begins, compiler, wrapping
from .errors import RewriteError
from .logs import get_logger

__all__ = ["Context", "Pipeline", "check_transformer", "fingerprint"]

_LOG = get_logger("weft")
_TOO_DEEP = "%s nests too deeply to be rewritten"
_METHODS = ("source_transformer", "ast_transformer", "code_transformer")


class Context:
    """What a transformer may know of the code it is given."""

    def __init__(self, filename, module=None, optimize=-1, interactive=False, flags=0):
        self.filename = filename
        self.module = module  # The dotted name, or None.
        self.optimize = sys.flags.optimize if optimize == -1 else optimize
        self.interactive = interactive
        self.flags = flags

    @property
    def package(self):
        return None if self.module is None else self.module.rpartition(".")[0]


class Pipeline:
    """Passes of the compiler, then transformers: of sources, of trees, of code.

    `passes` is what `--passes` takes, "a,b[option=value]", or a sequence of such. `wrapper`
    ("module:name" or a function that its module has under its name) is for the pass
    wrap-calls. `defines`, a dict or a sequence of "NAME=VALUE", is for the passes define and cpp.
    `rules` are rule files, each a pass: paths, or tuples of path and text. `optimise` is the
    level of `-O`. `options` are the passes' others. Transformers have a `name` and one or more of the methods
    source_transformer(text, context), ast_transformer(tree, context) and
    code_transformer(code, context), which return what they made of it.

    A pipeline never changes. Two of the same `tag` do the same.
    """

    def __init__(
        self, passes=(), transformers=(), wrapper=None, rules=(), optimise="", **options
    ):
        self.transformers = tuple(transformers)
        for transformer in self.transformers:
            check_transformer(transformer)
        self.options = dict(options)
        self.rules = tuple(map(_rule_file, _sequence(rules)))
        self._catalog = compiler.read_rules(self.rules)
        uses = _uses(passes, optimise, self._catalog)
        self.passes = tuple(_as_list(use) for use in uses)
        names = [name for name, _, _ in uses]
        for name, _, own in uses:
            if name == "wrap-calls" and wrapper is None:
                wrapper = dict(own).get("with")
        if wrapper is not None:
            self.options.update(_wrapper_options(wrapper))
        if "wrap-calls" in names and "wrapper_name" not in self.options:
            raise ValueError("the pass wrap-calls needs a wrapper")
        if "defines" in self.options:
            self.options["defines"] = _defines(self.options["defines"])
            if not {"define", "cpp"} & set(names):
                raise ValueError("defines are for the passes define and cpp, and neither runs")
        if self.passes or self.options:
            # Raises where one is wrong.
            compiler.rewrite("", "", "", self.passes, self.options, catalog=self._catalog)
        self._has_wrapper = "wrap-calls" in names
        # Whether it may do another thing to a module that has another name.
        self.needs_module = bool(self.transformers) or any(
            _has_module(name, pattern)
            for name, value in [*self.options.items(), *_items_of(uses)]
            if name in ("in", "not_in", "profile_in")
            for pattern in _sequence(value)
        )
        # As PEP 511 joins names, in which no dash can be.
        self.names = tuple(re.sub("[-.]", "_", name) for name in names) + tuple(
            transformer.name for transformer in self.transformers
        )
        self.name = "-".join(self.names) or "noopt"
        self.tag = self._hash(uses) if self.names else ""

    def _hash(self, uses):
        text = json.dumps(
            [compiler.__version__, uses, sorted(self.options.items())],
            default=sorted,
        )
        digest = hashlib.sha256(text.encode())
        for transformer in self.transformers:
            digest.update(fingerprint(transformer).encode("utf-8", "surrogatepass") + b"\0")
        return "weft" + digest.hexdigest()[:12]

    def describe(self, module=None):
        """Return what the pipeline is, for people, as a dict of JSON's types.

        `module` is the name that a module was compiled under; it is there where it matters.
        """
        options = {name: value for name, value in self.options.items()}
        return {
            **({"module": module} if self.needs_module else {}),
            "weft": compiler.__version__,
            "name": self.name,
            "tag": self.tag,
            "passes": list(self.passes),
            "rules": [path for path, _ in self.rules],
            "options": json.loads(json.dumps(options, default=sorted)),
            "transformers": [
                "%s (%s.%s)" % (made.name, type(made).__module__, type(made).__qualname__)
                for made in self.transformers
            ],
        }

    def wrapper_module(self):
        return self.options.get("wrapper_module")

    def compile(self, source, filename, module=None, optimize=-1, mode="exec", flags=0):
        """Compile `source`, str or bytes, or raise what `compile` raises."""
        # A tree is a great many objects that all live: looking for garbage meanwhile takes as
        # long as making them.
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            return self._compile(source, filename, module, optimize, mode, flags)
        finally:
            if was_enabled:
                gc.enable()

    def _compile(self, source, filename, module, optimize, mode, flags):
        context = Context(filename, module, optimize, mode == "single", flags)
        for transformer in self.transformers:
            if hasattr(transformer, "source_transformer"):
                source = _check(
                    transformer, transformer.source_transformer(_text(source), context), str
                )
        tree = self._tree(source, filename, module, mode)
        if tree is None:
            code = compile(source, filename, mode, flags, True, optimize)
        else:
            has_transformed = False
            for transformer in self.transformers:
                if hasattr(transformer, "ast_transformer"):
                    tree = _check(transformer, transformer.ast_transformer(tree, context), ast.AST)
                    ast.fix_missing_locations(tree)
                    has_transformed = True
            try:
                code = compile(tree, filename, mode, flags, True, optimize)
            except RecursionError:  # A text may nest deeper than a tree.
                if has_transformed:
                    raise
                _LOG.warning(_TOO_DEEP, filename)
                code = compile(source, filename, mode, flags, True, optimize)
        for transformer in self.transformers:
            if hasattr(transformer, "code_transformer"):
                code = _check(
                    transformer, transformer.code_transformer(code, context), type(code)
                )
        return code

    def _tree(self, source, filename, module, mode):
        """Return the rewritten tree, or None where the source may as well be compiled."""
        rewritten = None
        if mode != "eval" and (self.passes or _has_directive(source)):
            try:
                rewritten = compiler.rewrite(
                    source,
                    filename,
                    module or "",
                    self.passes,
                    self.options,
                    catalog=self._catalog,
                )
            except RewriteError:
                return None  # CPython says what is wrong.
        wants_tree = any(hasattr(t, "ast_transformer") for t in self.transformers)
        if (rewritten is None or rewritten.text is None) and not wants_tree:
            return None
        try:
            if rewritten is None or rewritten.text is None:
                return ast.parse(source, filename, mode)
            tree = ast.parse(rewritten.text, filename, mode)
            name = self._name_of_wrapper(rewritten.prologue)
            calls = rewritten.places.restore(tree, name)  # The wrapper's.
            begins.insert_begins(tree, rewritten.begins)
        except RecursionError:
            _LOG.warning(_TOO_DEEP, filename)
            return None
        for node in calls:
            node.lineno, node.col_offset = wrapping.place_of_call(node, node.args[0])
        clones = _specialise(calls, name, rewritten.text)
        add_prologue(tree, list(rewritten.prologue) + clones)
        return tree

    def _name_of_wrapper(self, prologue):
        """Return what the compiler called the wrapper, or "" where it cannot have clones."""
        if not self._has_wrapper or self.options.get("guard"):
            return ""
        start = "from %(wrapper_module)s import %(wrapper_name)s as " % self.options
        return next((line[len(start) :] for line in prologue if line.startswith(start)), "")


def _specialise(calls, name, text):
    """Let calls of the wrapper with positional arguments only go to clones of it.

    Return the statements that make them.
    """
    clones = ["%s_%d" % (name, number) for number in range(_MAX_ARGUMENTS + 1)]
    if not calls or any(clone in text for clone in clones):
        return []
    found = {}
    for node in calls:
        num_args = len(node.args) - 1
        if node.keywords or num_args > _MAX_ARGUMENTS:
            continue
        if not any(isinstance(arg, ast.Starred) for arg in node.args):
            node.func.id = found[num_args] = clones[num_args]
    if not found:
        return []
    return [
        "from weft.clones import positional as %s_clones" % name,
        "%s, = %s_clones(%s, (%s,))"
        % (
            ", ".join(found.values()),
            name,
            name,
            ", ".join(map(str, found)),
        ),
    ]


_MAX_ARGUMENTS = 8


def add_prologue(tree, statements):
    """Put `statements` behind the docstring and the future imports of a module."""
    at = 0
    body = tree.body
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        at = 1 if isinstance(body[0].value.value, str) else 0
    while at < len(body) and getattr(body[at], "module", None) == "__future__":
        at += 1
    new = ast.parse("\n".join(statements)).body
    where = body[min(at, len(body) - 1)] if body else None
    for statement in new:
        if where is not None:
            compiler.place_like(statement, where)
    body[at:at] = new


def _text(source):
    if isinstance(source, str):
        return source
    from importlib.util import decode_source

    return decode_source(source)


def _check(transformer, value, kind):
    if not isinstance(value, kind):
        raise TypeError(
            "the transformer %s returned %s instead of %s"
            % (transformer.name, type(value).__name__, kind.__name__)
        )
    return value


def check_transformer(transformer):
    """Raise where `transformer` is none, by PEP 511's rules."""
    name = getattr(transformer, "name", None)
    if not isinstance(name, str) or not name:
        raise TypeError("a transformer has a name: %r" % (transformer,))
    if not name.isidentifier() or keyword.iskeyword(name):
        raise ValueError("the name of a transformer is an identifier, not %r" % name)
    methods = [method for method in _METHODS if hasattr(transformer, method)]
    if not methods or not all(callable(getattr(transformer, method)) for method in methods):
        raise TypeError(
            "the transformer %s has none of the methods %s" % (name, ", ".join(_METHODS))
        )


def _sequence(values):
    return [values] if isinstance(values, (str, os.PathLike)) else list(values)


def _rule_file(rule):
    """Return path and text of a rule file, which may be given so."""
    if isinstance(rule, tuple):
        return rule
    path = os.fspath(rule)
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return path, file.read()
    except OSError as error:
        raise ValueError("%s: cannot read: %s" % (path, error.strerror)) from None


def _uses(passes, optimise, catalog):
    lists = [one for one in _sequence(passes) if one.strip()]
    if not lists and not optimise and catalog is None:
        return ()
    return compiler.parse_passes(",".join(lists), optimise, catalog)


def _items_of(uses):
    """Return the options that passes have of their own, as tuples of name and value."""
    return [(name.replace("-", "_"), value) for _, _, own in uses for name, value in own]


def _has_module(option, pattern):
    """Whether a pattern for functions is one for modules too."""
    if option == "profile_in" and ":" not in pattern:
        return False
    return pattern != "*" and not pattern.startswith((":", "*:"))


def _as_list(use):
    """Return a pass and its options as `--passes` takes them."""
    name, _, options = use
    values = []
    for option, value in options:
        quote = '"' if "'" in value else "'"
        values.append("%s=%s%s%s" % (option, quote, value, quote))
    return "%s[%s]" % (name, ",".join(values)) if values else name


def _defines(values):
    """Return what gives names values, a dict or a sequence, as `--define` takes it."""
    if isinstance(values, dict):
        return ["%s=%r" % item for item in values.items()]
    return [values] if isinstance(values, str) else list(values)


def _has_directive(source):
    """Whether a file may enable passes for itself; the compiler looks closer."""
    pattern = _DIRECTIVE if isinstance(source, str) else _DIRECTIVE_BYTES
    return pattern.search(source) is not None


_DIRECTIVE = re.compile(r"^[ \t\f]*#[ \t\f]*weft:[ \t\f]*enable ", re.M)
_DIRECTIVE_BYTES = re.compile(_DIRECTIVE.pattern.encode(), re.M)


def _wrapper_options(wrapper):
    if not isinstance(wrapper, str):
        module = getattr(wrapper, "__module__", None)
        name = getattr(wrapper, "__qualname__", None)
        if getattr(sys.modules.get(module), name or "", None) is not wrapper:
            raise ValueError("a wrapper is a function that its module has under its name")
        wrapper = "%s:%s" % (module, name)
    module, colon, name = wrapper.partition(":")
    if not colon or not name.isidentifier() or not module.replace(".", "_").isidentifier():
        raise ValueError("a wrapper is MODULE:NAME, not %r" % wrapper)
    return {"wrapper_module": module, "wrapper_name": name}


def fingerprint(transformer):
    """Return a text that is another one where a transformer does something else."""
    cls = type(transformer)
    try:
        source = inspect.getsource(cls)
    except (OSError, TypeError):
        source = ""
    version = getattr(transformer, "version", "")
    return "%s %s.%s %s %s" % (
        transformer.name,
        cls.__module__,
        cls.__qualname__,
        version,
        source,
    )
