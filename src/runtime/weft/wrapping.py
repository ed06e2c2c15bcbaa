"""Calls of one function routed through a wrapper."""

import ast
import re
import sys

from . import compiler, functions
from .clones import Cloner
from .runtime import guard

__all__ = ["wrap_function"]

_PASSES = ("wrap-calls",)

# Builtins that look at their caller's frame, mentioned other than in a call: they may be
# called by another name, which only a check at run time can find out.
_MENTION = re.compile(
    r"\b(?:locals|vars|dir|eval|exec|globals|super|_getframe|currentframe|breakpoint)\b(?!\s*\()"
)


class Both:
    """A callee and the wrapper to call it by; else like the callee."""

    def __init__(self, wrapper, callee):
        self.__dict__["_weft_wrapper"] = wrapper
        self.__dict__["__wrapped__"] = callee

    def __call__(self, /, *args, **kwargs):
        return self._weft_wrapper(self.__wrapped__, *args, **kwargs)

    def __getattr__(self, name):
        return getattr(self.__wrapped__, name)

    def __repr__(self):
        return repr(self.__wrapped__)


def compose(outer, inner):
    """Return a wrapper that hands `inner`, applied to the callee, to `outer`."""

    def wrapper(callee, /, *args, **kwargs):
        return outer(Both(inner, callee), *args, **kwargs)

    return wrapper


class _WrapperCalls(ast.NodeTransformer):
    """Puts the wrappers themselves in place of the name that the compiler gave the wrapper."""

    def __init__(self, name, recompiler, steps, is_guarded):
        self.name = name
        self.recompiler = recompiler
        self.steps = steps
        self.is_guarded = is_guarded
        self._cloners = {}  # By the steps that take a call.
        self._markers = {}  # Numbers of constants by id.

    def visit_Call(self, node):
        if not (isinstance(node.func, ast.Name) and node.func.id == self.name):
            return self.generic_visit(node)
        steps = tuple(step for step in self.steps if step.takes(node))
        self.generic_visit(node)
        callee = node.args.pop(0)
        if not steps:
            node.func = callee
            return node
        line, column = _place_of_call(node, callee)
        if self.is_guarded:
            guard = self._constant(self._guard(steps), node.func)
            node.func = ast.copy_location(ast.Call(guard, [callee], []), callee)
        else:
            self._specialise(node, callee, self._cloner(steps))
        node.lineno, node.col_offset = line, column
        return node

    def _specialise(self, node, callee, cloner):
        names = tuple(keyword.arg for keyword in node.keywords)
        clone = None
        if None not in names and not any(isinstance(arg, ast.Starred) for arg in node.args):
            clone = cloner.clone(len(node.args), names)
        if clone is not None:
            node.args += [keyword.value for keyword in node.keywords]
            node.keywords = []
        node.args.insert(0, callee)
        node.func = self._constant(cloner.generic if clone is None else clone, node.func)

    def _cloner(self, steps):
        if steps not in self._cloners:
            wrapper = steps[-1].wrapper
            for step in reversed(steps[:-1]):
                wrapper = compose(wrapper, step.wrapper)
            self._cloners[steps] = Cloner(wrapper)
        return self._cloners[steps]

    def _guard(self, steps):
        cloner = self._cloner(steps)
        if cloner.guard is None:
            cloner.guard = guard(cloner.generic)
        return cloner.guard

    def _constant(self, value, node):
        number = self._markers.get(id(value))
        if number is None:
            number = self._markers[id(value)] = self.recompiler.constant(value)
        return compiler.place_like(compiler.marker(number), node)


def _place_of_call(node, callee):
    """Where CPython says that a call of `callee` is.

    From 3.10 on, a method's call belongs to the line of its name (Python/compile.c, in
    `maybe_optimize_method_call`).
    """
    if sys.version_info < (3, 10):
        return node.lineno, node.col_offset
    if isinstance(callee, ast.Attribute) and callee.lineno != callee.end_lineno:
        column = callee.end_col_offset - len(callee.attr)
        return callee.end_lineno, max(column, 0)
    return node.lineno, node.col_offset


class Step:
    """One wrapper, and the options that choose the calls for it."""

    def __init__(self, wrapper, filters):
        self.wrapper = wrapper
        self.filters = filters
        self.places = None  # Of the calls; None for all.

    def takes(self, node):
        return self.places is None or _span(node) in self.places


def _span(node):
    return (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)


def wrap_function(func, wrapper, filters, details=None):
    """Return a new function: `func` with its calls going through `wrapper`.

    `filters` has the options of selection; `details` is a dict to fill. Where `func` was
    made by this function, its calls go through `wrapper` and then through the other one.
    """
    original = functions.original_of(func)
    steps = functions.steps_of(func) + (Step(wrapper, filters),)
    recompiler = functions.Recompiler(original)
    new = functions.make_function(func, _wrapped_code(recompiler, steps))
    functions.remember(new, original, steps)
    functions.details_of(recompiler, details, func)
    return new


def _wrapped_code(recompiler, steps):
    options = {"wrapper_module": "_", "wrapper_name": "_"}
    if len(steps) == 1:
        options.update(steps[0].filters)
    else:
        for step in steps:
            found = recompiler.rewritten(_PASSES, {**options, **step.filters, "record_sites": 1})
            step.places = {site[:4] for site in found.sites if site[-1] is None}
    rewritten = recompiler.rewritten(_PASSES, options)
    if rewritten.text is None:
        return recompiler.func.__code__
    name = rewritten.prologue[-1].rpartition(" ")[2]
    is_guarded = _MENTION.search(recompiler.definition.text) is not None

    def change(node, recompiler):
        calls = _WrapperCalls(name, recompiler, steps, is_guarded)
        if isinstance(node.body, list):
            node.body = [calls.visit(statement) for statement in node.body]
        else:
            node.body = calls.visit(node.body)
        return node

    return recompiler.code(rewritten, [change])
