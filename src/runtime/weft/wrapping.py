"""Calls of one function routed through a wrapper."""

import ast
import re
import sys

from . import compiler, functions, made_code
from .clones import Cloner
from .errors import RewriteError
from .runtime import guard

__all__ = ["WrapStep", "add_step", "place_of_call"]

_PASSES = ("wrap-calls",)
_OPTIONS = {"wrapper_module": "_", "wrapper_name": "_"}

# Builtins that look at their caller's frame, mentioned other than in a call: they may be
# called by another name, which only a check at run time can find out.
_MENTION = re.compile(
    r"\b(?:locals|vars|dir|eval|exec|globals|super|_getframe|currentframe|breakpoint)\b(?!\s*\()"
)


# A callee and the wrapper to call it by; else like the callee, its docstring included.
class Both:
    def __init__(self, wrapper, callee):
        self.__dict__["_weft_wrapper"] = wrapper
        self.__dict__["__wrapped__"] = callee

    def __call__(self, /, *args, **kwargs):
        return self._weft_wrapper(self.__wrapped__, *args, **kwargs)

    def __getattr__(self, name):
        return getattr(self.__wrapped__, name)

    __module__ = property(lambda self: self.__wrapped__.__module__)
    __doc__ = property(lambda self: self.__wrapped__.__doc__)

    def __repr__(self):
        return repr(self.__wrapped__)

    # One is made for each call, and wrappers keep dicts of callees.

    def __eq__(self, other):
        return self.__wrapped__ == (other.__wrapped__ if type(other) is Both else other)

    def __hash__(self):
        return hash(self.__wrapped__)


def compose(outer, inner):
    """Return a wrapper that hands `inner`, applied to the callee, to `outer`."""

    def wrapper(callee, /, *args, **kwargs):
        return outer(Both(inner, callee), *args, **kwargs)

    return wrapper


class _WrapperCalls(ast.NodeTransformer):
    """Puts the wrappers themselves into a definition.

    `name` is what the compiler called the wrapper. None: it did not insert one, and calls are
    known by their places.
    """

    def __init__(self, name, recompiler, steps, is_guarded):
        self.name = name
        self.recompiler = recompiler
        self.steps = steps
        self.is_guarded = is_guarded
        self._cloners = {}  # By the steps that take a call.
        self._markers = {}  # Numbers of constants by id.

    def visit_Call(self, node):
        is_named = isinstance(node.func, ast.Name) and node.func.id == self.name
        steps = tuple(step for step in self.steps if step.takes(node))
        is_stamp = isinstance(node.func, (ast.Name, ast.IfExp)) and self._is_inserted(node.func)
        self.generic_visit(node)
        if self.name is not None and not is_named or is_stamp:
            return node
        callee = node.args.pop(0) if is_named else node.func
        if not steps:
            node.func = callee
            return node
        line, column = place_of_call(node, callee)
        if self.is_guarded:
            guard = self._constant(self._guard(steps), node.func)
            node.func = ast.copy_location(ast.Call(guard, [callee], []), callee)
        else:
            self._specialise(node, callee, self._cloner(steps))
        node.lineno, node.col_offset = line, column
        return node

    def _is_inserted(self, func):
        """Whether `func` is a stamp of the profiler's, whose place is that of its call."""
        if isinstance(func, ast.IfExp):
            return func.col_offset == func.end_col_offset
        return self.name is None and func.id.startswith("_weft")

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


def place_of_call(node, callee):
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


class WrapStep:
    """One wrapper, and the options that choose the calls for it."""

    def __init__(self, wrapper, filters):
        self.wrapper = wrapper
        self.filters = filters
        self.places = None  # Of the calls; None for all.

    def is_same(self, other):
        is_same = made_code.is_same(self.wrapper, other.wrapper)
        return is_same and self.filters == other.filters

    def finish(self, new):
        """`new` is the function that runs from now on."""

    def takes(self, node):
        return self.places is None or _span(node) in self.places

    def finish(self, new):
        """`new` is the function that runs from now on."""


def _span(node):
    return (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)


def add_step(func, step, details=None):
    """Return a new function: `func` with one thing more done to it.

    `step` is a WrapStep or a profile_decorators.ProfileStep; `details` is a dict to fill.
    What was done to `func` before is done again, since both start from its source. A later
    wrapper is called before an earlier one.
    """
    functions.check_is_written(func)
    original = functions.original_of(func)
    steps = functions.steps_of(func) + (step,)
    made = made_code.find(original.__code__, func.__module__, steps) if details is None else None
    if made is None:
        recompiler = functions.Recompiler(original)
        made = steps, _code(recompiler, steps, func)
        made_code.keep(original.__code__, func.__module__, *made)
        functions.details_of(recompiler, details, func)
    steps, code = made
    new = functions.make_function(func, code)
    for each in steps:
        each.finish(new)
    functions.remember(new, original, steps)
    return new


def _code(recompiler, steps, func):
    profiles = [each for each in steps if not isinstance(each, WrapStep)]
    if len(profiles) > 1:
        raise RewriteError("`%s` is profiled already" % func.__qualname__)
    wraps = [each for each in steps if isinstance(each, WrapStep)]
    if profiles:
        return _profiled_code(recompiler, wraps, profiles[0])
    return _wrapped_code(recompiler, wraps)


def _find_places(recompiler, steps):
    for step in steps:
        options = {**_OPTIONS, **step.filters, "record_sites": True}
        sites = recompiler.rewritten(_PASSES, options).sites
        step.places = {site[:4] for site in sites if site[-1] is None}


def _wrapped_code(recompiler, steps):
    options = dict(_OPTIONS)
    if len(steps) == 1:
        options.update(steps[0].filters)
    else:
        _find_places(recompiler, steps)
    rewritten = recompiler.rewritten(_PASSES, options)
    if rewritten.text is None:
        return recompiler.func.__code__
    name = rewritten.prologue[-1].rpartition(" ")[2]
    return recompiler.code(rewritten, [_wrapping(recompiler, name, steps)])


def _profiled_code(recompiler, steps, profile):
    _find_places(recompiler, steps)
    rewritten, change = profile.rewrite(recompiler)
    changes = [_wrapping(recompiler, None, steps)] if steps else []
    return recompiler.code(rewritten, [change] + changes)


def _wrapping(recompiler, name, steps):
    """Return a change that puts the wrappers of `steps` into a definition."""
    is_guarded = _MENTION.search(recompiler.definition.text) is not None

    def change(node, recompiler):
        calls = _WrapperCalls(name, recompiler, steps, is_guarded)
        if isinstance(node.body, list):
            node.body = [calls.visit(statement) for statement in node.body]
        else:
            node.body = calls.visit(node.body)
        return node

    return change
