"""The decorators that users write."""

import types

from . import functions, wrapping
from .targets import rewrite_target

__all__ = ["rewrite_wrap_calls", "wrap_calls"]


def wrap_calls(
    *, wrapper, ignore_builtins=False, blacklist=None, whitelist=None, rewrite_details=None
):
    """Return a decorator that routes the calls in a function through `wrapper`.

    Each call `f(a, key=1)` in its source becomes `wrapper(f, a, key=1)`. Calls of the
    functions that it calls stay as they are.

    - `ignore_builtins`: leave calls of builtins, by name, alone.
    - `blacklist`: a set of names of calls to leave alone, as they are written: "f",
      "a.b[0].c[key].run"; quotes of subscripts are dropped; `[*]` is any one subscript.
    - `whitelist`: a set of names of the only calls to wrap.
    - `rewrite_details`: a dict that gets `original_func`, `original_source` and
      `new_source`.
    """
    return _wrap_decorator(
        "wrapper", wrapper, ignore_builtins, blacklist, whitelist, rewrite_details
    )


def rewrite_wrap_calls(
    *, wrap_call, ignore_builtins=False, blacklist=None, whitelist=None, rewrite_details=None
):
    """As `wrap_calls`, under the names of recompyle 0.1."""
    return _wrap_decorator(
        "wrap_call", wrap_call, ignore_builtins, blacklist, whitelist, rewrite_details
    )


def _wrap_decorator(name, wrapper, ignore_builtins, blacklist, whitelist, rewrite_details):
    if not callable(wrapper):
        raise TypeError("%s must be callable, not %s" % (name, type(wrapper).__name__))
    functions.check_details(rewrite_details)
    filters = selection(ignore_builtins, blacklist, whitelist)

    def decorate(target):
        def rewrite(func):
            details = rewrite_details if func is target else None
            return wrapping.add_step(func, wrapping.WrapStep(wrapper, filters), details)

        new = rewrite_target(target, rewrite)
        if rewrite_details is not None and not isinstance(target, types.FunctionType):
            rewrite_details.setdefault("original_func", target)
        return new

    return decorate


def selection(ignore_builtins, blacklist, whitelist):
    """Return the compiler's options for these arguments, which are left as they are."""
    if blacklist is not None and whitelist is not None:
        raise ValueError("blacklist and whitelist exclude each other; give one of them")
    options = {}
    if blacklist is not None:
        options["skip"] = _names("blacklist", blacklist)
    if whitelist is not None:
        options["only"] = _names("whitelist", whitelist)
    if ignore_builtins:
        options["ignore_builtins"] = True
    return options


def _names(argument, names):
    if isinstance(names, str):
        raise TypeError("%s must be a set of names, not a str" % argument)
    found = list(names)
    for name in found:
        if not isinstance(name, str):
            raise TypeError("%s must have names, not %s" % (argument, type(name).__name__))
    return sorted(found)
