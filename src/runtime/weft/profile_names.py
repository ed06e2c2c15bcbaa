"""Names of calls, for reports.

A stamp does not see what is called, so that a call can go by what the source says only. For
what the source names by way of a global (`sleep`, `time.sleep`, `log.info`), the name is
looked up when somebody asks, without running any code of the program: it is that of the
object, as recompyle has it.
"""

import builtins
import sys

_MISSING = object()
_ModuleType = type(sys)


def names_of(function):
    """Return the names of the sites of a `profiling.Function`, by number."""
    module = sys.modules.get(function.table.module)
    func = getattr(getattr(function, "data", None), "func", None)
    namespace = getattr(func, "__globals__", None) or getattr(module, "__dict__", {})
    return [_name_of(site, namespace) for site in function.sites]


def _name_of(site, namespace):
    text = site[0]
    if len(site) < 3 or not site[2]:
        return text
    first, *rest = text.split(".")
    value = namespace.get(first, _MISSING)
    if value is _MISSING:
        value = builtins.__dict__.get(first, _MISSING)
    for name in rest:
        value = _static_attribute(value, name.strip())
    return text if value is _MISSING else name_of_callable(value) or text


def _static_attribute(value, name):
    """`value.name`, without calling anything that belongs to the program."""
    if value is _MISSING:
        return _MISSING
    kind = type(value)
    if issubclass(kind, _ModuleType):
        return value.__dict__.get(name, _MISSING)
    if issubclass(kind, type):
        return _from_classes(value.__mro__, name)
    try:
        own = object.__getattribute__(value, "__dict__")
    except AttributeError:
        own = {}
    if type(own) is dict and name in own:
        return own[name]
    return _from_classes(kind.__mro__, name)


def _from_classes(classes, name):
    for each in classes:
        if name in each.__dict__:
            value = each.__dict__[name]
            return getattr(value, "__func__", value)
    return _MISSING


def name_of_callable(value):
    """Return `__qualname__`, `__name__`, the same of `__wrapped__`, or the type's name."""
    for each in (value, getattr(value, "__wrapped__", None)):
        for attribute in ("__qualname__", "__name__"):
            name = getattr(each, attribute, None)
            if isinstance(name, str):
                return name
    return type(value).__name__
