"""What rewritten code imports.

Runs on Python 3.8 and later. It may be imported before the interpreter has finished
starting up, and by the modules of the standard library themselves, so it imports only
modules that are compiled into the interpreter: no import here reads a file.
"""

import builtins
import sys

__all__ = ["guard", "profile"]

# Built-in callables that look at the frame that calls them, as module and dotted name.
# Called from a wrapper's frame, they would see the wrapper in place of its caller. Those
# that an interpreter does not have are left out.
_FRAME_SENSITIVE_NAMES = (
    ("builtins", "__build_class__"),
    ("builtins", "__import__"),
    ("builtins", "breakpoint"),
    ("builtins", "compile"),  # Inherits the `__future__` imports of its caller.
    ("builtins", "dir"),
    ("builtins", "eval"),
    ("builtins", "exec"),
    ("builtins", "globals"),
    ("builtins", "locals"),
    ("builtins", "super"),
    ("builtins", "type"),  # With three arguments, it sets `__module__` by its caller.
    ("builtins", "type.__new__"),
    ("builtins", "vars"),
    ("sys", "_getframe"),
    ("sys", "_getframemodulename"),
    ("sys", "breakpointhook"),
    ("sys", "__breakpointhook__"),
    ("_warnings", "warn"),  # Attributes the warning to its caller's line.
    ("_typing", "ParamSpec"),  # These set `__module__` by their caller.
    ("_typing", "TypeAliasType"),
    ("_typing", "TypeVar"),
    ("_typing", "TypeVarTuple"),
)


def _find_frame_sensitive():
    """Return the existing objects of `_FRAME_SENSITIVE_NAMES` as a dict `{id: object}`.

    The dict owns its objects, so an id in it never names another object.
    """
    found = {}
    for module_name, dotted_name in _FRAME_SENSITIVE_NAMES:
        if module_name not in sys.builtin_module_names:
            continue
        value = builtins.__import__(module_name)
        for name in dotted_name.split("."):
            value = getattr(value, name, None)
        if value is not None:
            found[id(value)] = value
    return found


_FRAME_SENSITIVE = _find_frame_sensitive()


class _Callee:
    def method(self):
        """Exists for its type, the type of bound methods."""


_Method = type(_Callee().method)


def guard(wrapper):
    """Keep frame-sensitive builtins away from `wrapper`, whatever name they go by.

    `wrapper` is callable as `wrapper(callee, *args, **kwargs)`. The result is callable
    with one argument, a callee. It returns the callee itself if that is a built-in
    callable that looks at its caller's frame (`locals`, `super`, `sys._getframe` and so
    on, by identity), else a callable that takes any arguments and returns
    `wrapper(callee, *args, **kwargs)`.

    The callee is neither hashed nor compared: only its identity is looked at. Rewritten
    code has `guard(wrapper)(f)(a, k=1)` where the source has `f(a, k=1)`, so callee and
    arguments are evaluated in Python's order.
    """

    # The keywords make locals of what runs at every call. A method bound to the callee is
    # cheaper than `functools.partial`, adds no frame, and unlike it uses no C stack, so
    # that deep recursion works as before.
    def bind(callee, /, *, _direct=_FRAME_SENSITIVE, _id=id, _Method=_Method):
        if _id(callee) in _direct:
            return callee
        if callee is None:  # A method cannot be bound to None.
            return lambda *args, **kwargs: wrapper(None, *args, **kwargs)
        return _Method(wrapper, callee)

    return bind


def __getattr__(name):
    # The profiler reads files when it is imported; what is only wrapped does without.
    if name == "profile":
        return builtins.__import__("weft.profiling").profiling.profile_module
    raise AttributeError("module 'weft.runtime' has no attribute " + repr(name))
