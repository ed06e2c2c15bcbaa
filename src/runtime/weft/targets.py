"""What a decorator may stand on, or a rewriting function be given."""

import functools
import types

from . import functions, source

__all__ = ["rewrite_target"]


def rewrite_target(target, rewrite, takes_lambdas=True):
    """Return `target` with every function of its own replaced by what `rewrite` makes of it.

    Functions, and the methods, static methods, class methods and properties that hold
    them, are made anew. Classes and modules are changed in place. What they have and nobody
    wrote, as a dataclass has its `__init__`, stays as it is, and without `takes_lambdas` so do
    their lambdas.
    """
    if isinstance(target, types.FunctionType):
        return rewrite(target)
    if isinstance(target, types.MethodType) and isinstance(target.__func__, types.FunctionType):
        return types.MethodType(rewrite(target.__func__), target.__self__)
    if isinstance(target, (staticmethod, classmethod)):
        return _with_dict(type(target)(rewrite_target(target.__func__, rewrite)), target)
    if isinstance(target, property):
        accessors = (target.fget, target.fset, target.fdel)
        new = [f if f is None else rewrite_target(f, rewrite) for f in accessors]
        new = type(target)(*new, target.__doc__)
        return _with_dict(new, target) if hasattr(target, "__dict__") else new
    if isinstance(target, functools.cached_property):
        new = type(target)(rewrite_target(target.func, rewrite))
        new.attrname, new.__doc__ = target.attrname, target.__doc__
        return new
    if isinstance(target, (type, types.ModuleType)):
        found = [
            func
            for func in _members(target)
            if takes_lambdas or func.__code__.co_name != "<lambda>"
        ]
        written = [func for func in found if source.is_known(func.__code__, func.__globals__)]
        # The code of the functions is exchanged, so that whoever has one already has the new one.
        for func in written or found:  # Where there is no source at all, it says so.
            functions.replace_code(func, rewrite(func))
        return target
    raise TypeError(
        "only functions, methods, properties, classes and modules can be rewritten, not `%s`"
        % type(target).__name__
    )


def _with_dict(new, old):
    new.__dict__.update({k: v for k, v in vars(old).items() if k not in vars(new)})
    return new


def _members(owner):
    """Return the functions that were defined in the body of a class or module, each once."""
    found = {}
    owners, seen = [owner], set()
    while owners:
        owner = owners.pop()
        seen.add(owner)
        for name, value in list(vars(owner).items()):
            if name in _OF_THE_COMPILER:
                continue
            found.update((func, None) for func in _functions_in(value) if _belongs(owner, func))
            if isinstance(value, type) and value not in seen and _is_own_class(owner, value):
                owners.append(value)
    return list(found)


# Functions that nobody wrote: from 3.14 on, annotations are evaluated by one (PEP 649).
_OF_THE_COMPILER = ("__annotate__", "__annotate_func__")


def _belongs(owner, func):
    """Whether `func` was defined in the body of `owner`."""
    if isinstance(owner, types.ModuleType):
        return func.__globals__ is owner.__dict__
    return func.__module__ == owner.__module__ and func.__qualname__.startswith(
        owner.__qualname__ + "."
    )


def _is_own_class(owner, cls):
    if isinstance(owner, types.ModuleType):
        return cls.__module__ == owner.__name__
    return cls.__module__ == owner.__module__ and cls.__qualname__.startswith(
        owner.__qualname__ + "."
    )


def _functions_in(value):
    """The functions that `value` is or holds, also those below decorators."""
    stack, seen = [value], set()
    while stack:
        value = stack.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, types.FunctionType):
            yield value
        if isinstance(value, (staticmethod, classmethod, types.MethodType)):
            stack.append(value.__func__)
        elif isinstance(value, property):
            stack.extend(f for f in (value.fget, value.fset, value.fdel) if f is not None)
        elif isinstance(value, functools.cached_property):
            stack.append(value.func)
        if not isinstance(value, (type, types.ModuleType)):
            wrapped = getattr(value, "__dict__", {}).get("__wrapped__")
            if wrapped is not None:
                stack.append(wrapped)
