"""The decorators that time the calls of a function."""

import ast

from . import compiler, made_code, profile_log, profile_table, profiling, wrapping
from .errors import RewriteError
from .logs import get_logger
from .targets import rewrite_target

__all__ = ["profile", "shallow_call_profiler"]

# The logger of recompyle 0.1, whose users have filters and formats for it.
_SHALLOW_LOG = get_logger("recompyle.applied.shallow_profiler")


def default_below_log(total, limit, times, func):
    """Log the total time."""
    _SHALLOW_LOG.info("%s", profile_log.below_text(total, limit, func))


def default_above_log(total, limit, times, func):
    """Log the total time, and each name's, longest first."""
    _SHALLOW_LOG.info("%s", profile_log.above_text(total, limit, times, func))


def shallow_call_profiler(
    *, time_limit, below_callback=default_below_log, above_callback=default_above_log
):
    """Return a decorator that times the calls in a function, and each of its runs.

    After a run, `below_callback` or, where it took `time_limit` seconds or longer,
    `above_callback` is called as `callback(total, limit, times, func)`: seconds, and a
    dict with a list of seconds for each name of a call. None is not called.
    """
    limit = _check_limit("time_limit", time_limit)
    _check_callback("below_callback", below_callback)
    _check_callback("above_callback", above_callback)
    if below_callback is None and above_callback is None:
        raise ValueError("at least one of below_callback and above_callback has to be given")
    return _decorator(ProfileStep(limit, below_callback, above_callback))


def profile(func=None, *, limit=None, below=None, above=None):
    """Time the calls in a function: `@profile`, or `@profile(limit=0.3)`.

    After a run that took `limit` seconds or longer, `above` is called as
    `above(total, limit, times, func)`; by default that is logged. After a shorter one,
    `below` is called, if there is one. Sums are kept for reports anyway.
    """
    if limit is not None:
        limit = _check_limit("limit", limit)
        if above is None:
            above = profile_log.log_above
    elif below is not None or above is not None:
        raise ValueError("a callback needs a limit")
    _check_callback("below", below)
    _check_callback("above", above)
    decorate = _decorator(ProfileStep(limit, below, above))
    return decorate if func is None else decorate(func)


def _check_limit(name, limit):
    try:
        return profiling.check_limit(limit)
    except (TypeError, ValueError) as error:
        raise type(error)("%s: %s" % (name, error)) from None


def _check_callback(name, callback):
    if callback is not None and not callable(callback):
        raise TypeError("%s must be callable or None, not %s" % (name, type(callback).__name__))


def _decorator(step):
    def rewrite(func):
        if profiling.find(func) is not None:  # Of a module that was rewritten as a whole.
            profiling.attach(func, step.limit or 0.0, step.below, step.above)
            return func
        return wrapping.add_step(func, ProfileStep(step.limit, step.below, step.above))

    return lambda target: rewrite_target(target, rewrite, takes_lambdas=False)


class ProfileStep:
    """One function's profile."""

    def __init__(self, limit, below, above):
        self.limit = limit
        self.below = below
        self.above = above
        self.function = None  # profiling.Function

    def is_same(self, other):
        return (
            self.limit == other.limit
            and made_code.is_same(self.below, other.below)
            and made_code.is_same(self.above, other.above)
        )

    def rewrite(self, recompiler):
        """Return the Rewritten file, and a change that puts the record into the tree."""
        func = recompiler.func
        if func.__code__.co_name == "<lambda>":
            raise TypeError("a lambda cannot be profiled; only what `def` defines can be")
        name = recompiler.definition.name
        rewritten = recompiler.rewritten(("profile-calls",), {"profile_in": [name]}, False)
        if rewritten.text is None:
            raise RewriteError("there is no place in `%s` where its profile could begin" % name)
        statement = ast.parse(rewritten.prologue[-1]).body[0]
        targets = [target.id for target in statement.targets[0].elts]
        shapes, text = map(ast.literal_eval, statement.value.args[2:])
        rows = list(zip(shapes, profile_table.split_rows(shapes, text)))

        def change(node, recompiler):
            chosen = _Enter(targets, recompiler)
            chosen.enter = lambda number: self._enter(func, *rows[number])
            chosen.visit(node)
            if self.function is None:
                raise RewriteError("there is no place in `%s` for its profile to begin" % name)
            return node

        return rewritten, change

    def _enter(self, func, shape, lines):
        code = func.__code__
        key = (func.__module__, code.co_filename, code, self.limit, self.below, self.above)
        enter = profiling.profile_function(key, func.__module__, shape, "\n".join(lines))
        self.function = enter.__self__
        return enter

    def finish(self, new):
        """`new` is the function that runs from now on."""
        profiling.settings_of(self.function).func = new
        if self.limit is not None:
            profiling.configure(self.function, self.limit, self.below, self.above)


class _Enter(ast.NodeTransformer):
    """Puts the begin of a run in place of the name that stands for it."""

    def __init__(self, targets, recompiler):
        self.targets = targets
        self.recompiler = recompiler
        self.enter = None
        self._numbers = {}

    def visit_Name(self, node):
        if node.id not in self.targets:
            return node
        number = self.targets.index(node.id)
        if number not in self._numbers:
            self._numbers[number] = self.recompiler.constant(self.enter(number))
        return compiler.place_like(compiler.marker(self._numbers[number]), node)

