"""What a decorator may stand on, or a rewriting function be given."""

import functools
import types

from . import functions

__all__ = ["rewrite_target"]


def rewrite_target(target, rewrite):
    """Return `target` with every function of its own replaced by what `rewrite` makes of it.

    Functions, and the methods, static methods, class methods and properties that hold
    them, are made anew. Classes and modules are changed in place.
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
        return type(target)(*new, target.__doc__)
    if isinstance(target, functools.cached_property):
        new = type(target)(rewrite_target(target.func, rewrite))
        new.attrname, new.__doc__ = target.attrname, target.__doc__
        return new
    if isinstance(target, type):
        _rewrite_members(target, target.__dict__, rewrite, functools.partial(_belongs, target))
        return target
    if isinstance(target, types.ModuleType):
        _rewrite_members(
            target, target.__dict__, rewrite, lambda func: func.__globals__ is target.__dict__
        )
        return target
    raise TypeError(
        "only functions, methods, properties, classes and modules can be rewritten, not `%s`"
        % type(target).__name__
    )


def _with_dict(new, old):
    new.__dict__.update({k: v for k, v in vars(old).items() if k not in vars(new)})
    return new


def _belongs(cls, func):
    """Whether `func` was defined in the body of `cls`."""
    return func.__module__ == cls.__module__ and func.__qualname__.startswith(
        cls.__qualname__ + "."
    )


def _rewrite_members(owner, members, rewrite, belongs):
    # The code of the functions is exchanged, so that whoever has one already has the new one.
    done = set()
    for value in list(members.values()):
        for func in _functions_in(value):
            if func not in done and belongs(func):
                done.add(func)
                functions.replace_code(func, rewrite(func))
        if isinstance(value, type) and _is_own_class(owner, value):
            rewrite_target(value, rewrite)


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
