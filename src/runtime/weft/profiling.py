"""The profiler behind rewritten code: what its functions register with and report to.

`weft profile` emits code that calls `profile_module` when a module is imported, and then
calls what that returned at the begin of each profiled function. Counting is done by
`weft._native`, or where that cannot be imported, by `weft._fallback`, which does the same.
"""

import sys
from _thread import interrupt_main
from _weakref import ref

from weft import profile_names
from weft.logs import get_logger
from weft.profile_table import Table

if sys.version_info >= (3, 9):
    try:
        from weft._native import EventLog, Function
    except ImportError:
        Function = None
else:
    Function = None  # There is no native module for Python 3.8.

is_native = Function is not None
if not is_native:
    from weft._fallback import EventLog, Function

__all__ = [
    "EventLog",
    "Function",
    "attach",
    "clear",
    "find",
    "functions",
    "is_native",
    "profile_module",
    "set_log",
    "settings_of",
]

_tables = []  # Of every module that has been registered, oldest first.
_by_key = {}  # What functions that a decorator has registered enter by.
_log = None  # The EventLog that all functions write their runs to.
# Whether the environment asks for one. `os`, whose names these are, may not be imported yet.
_environment = (sys.modules.get("posix") or sys.modules["nt"]).environ
_is_log_due = bool(_environment.get(b"WEFT_EVENTS") or _environment.get("WEFT_EVENTS"))
_is_fallback_told = False


class Settings:
    """What belongs to one profiled function: `Function.data`, once there is any."""

    __slots__ = ("above", "below", "has_failed", "_func")

    def __init__(self, above):
        self._func = None
        self.below = None
        self.above = above
        self.has_failed = False

    @property
    def func(self):
        """The function that runs, or None where it is gone or not known."""
        return None if self._func is None else self._func()

    @func.setter
    def func(self, func):
        self._func = ref(func)


def settings_of(function):
    try:
        return function.data
    except AttributeError:
        function.data = settings = Settings(function.table.above)
        return settings


def profile_module(module, limit, shapes, text):
    """Register the profiled functions of `module`; return what each calls at its begin.

    `limit` is None, or a number of seconds: runs that take so long are logged. `shapes` and
    `text` are those of a `Table`.
    """
    if _is_log_due:
        _log_events()
    above = None
    if limit is not None:
        from weft.profile_log import log_above as above

        tell_of_fallback()
    table = Table(module, shapes, text, above)
    enters = table.enters = Function.make(table, shapes, limit, _on_exit)
    _tables.append(table)
    if _log is not None:
        for enter in enters:
            enter.__self__.set_log(_log)
    return enters


def profile_function(key, module, shape, text):
    """Register one function, unless that of the same `key` is; return what it calls.

    What is made again and again, such as an inner function, is one. A key that cannot be
    hashed is never the same.
    """
    try:
        enter = _by_key.get(key)
    except TypeError:
        return profile_module(module, None, (shape,), text)[0]
    if enter is None:
        (enter,) = profile_module(module, None, (shape,), text)
        _by_key[key] = enter
    return enter


def functions():
    """Return every profiled function that has been registered, oldest first."""
    return [enter.__self__ for table in _tables for enter in table.enters]


def set_log(log):
    """Let every profiled function write its runs to `log`, or with None to none."""
    global _log
    _log = log
    for function in functions():
        function.set_log(log)


def _log_events():
    """Do what WEFT_EVENTS asks for, as soon as `os` is whole."""
    global _is_log_due
    if hasattr(sys.modules.get("os"), "PathLike"):
        _is_log_due = False
        from weft import events

        events.record_as_environment_says()


def clear():
    """Forget all sums."""
    for function in functions():
        function.clear()


def find(func):
    """Return the `Function` of `func`, a function of a rewritten module; or None."""
    code = getattr(func, "__code__", None)
    if code is None:
        return None
    for name in code.co_names:
        if name.startswith("_weft_"):
            function = getattr(func.__globals__.get(name), "__self__", None)
            if isinstance(getattr(function, "table", None), Table):
                return function
    return None


def check_limit(limit):
    """Return `limit`, a number of seconds, as a float; raise if it is none."""
    if isinstance(limit, bool) or not hasattr(limit, "__float__"):
        raise TypeError("a limit is a number of seconds, not " + type(limit).__name__)
    limit = float(limit)
    if not limit >= 0:
        raise ValueError("a limit is at least 0 seconds, not " + repr(limit))
    return limit


def attach(func, limit, below=None, above=None):
    """Let `func` tell `below` or `above` of each run; False if it is not rewritten.

    Both are called as `callback(total, limit, times, func)`: seconds, and a dict of lists of
    seconds by name, in the order in which the calls ended. A run that takes the limit or
    longer is above it. None is not called.
    """
    limit = check_limit(limit)
    function = find(func)
    if function is None:
        return False
    settings_of(function).func = func
    configure(function, limit, below, above)
    return True


def configure(function, limit, below=None, above=None):
    """The same for a `Function`."""
    tell_of_fallback()
    settings = settings_of(function)
    settings.below = below
    settings.above = above
    wants_below = below is not None
    wants_above = above is not None
    function.configure(limit, wants_below, wants_above, wants_below or wants_above, _on_exit)


def _on_exit(function, total, is_above, events, spilled):
    """A run took `total` seconds. `events` are `(site, start, duration)`."""
    settings = settings_of(function)
    callback = settings.above if is_above else settings.below
    if callback is None:
        return
    try:
        callback(total, function.limit, _times(function, events, spilled), _func_of(function))
    except Exception:
        _tell_of_failure(function, callback)
    except KeyboardInterrupt:
        interrupt_main()  # It would get no further than this function's caller.


def _times(function, events, spilled):
    from collections import defaultdict

    times = defaultdict(list)
    names = profile_names.names_of(function)
    for site, _, duration in events:
        times[names[site]].append(duration)
    for site, duration in spilled.items():
        times[names[site]].append(duration)
    return times


class _Stub:
    """Stands for a profiled function that cannot be reached by its name."""

    def __init__(self, function):
        self.__qualname__ = function.name
        self.__name__ = function.name.rpartition(".")[2]
        self.__module__ = function.table.module


def _func_of(function):
    settings = settings_of(function)
    func = settings.func
    if func is None:
        func = sys.modules.get(function.table.module)
        for part in function.name.split("."):
            func = getattr(func, part, None)
        if find(func) is not function:
            return _Stub(function)
        settings.func = func
    return func


def _tell_of_failure(function, callback):
    """A callback must not change what the program does: log its failure, once."""
    settings = settings_of(function)
    if settings.has_failed:
        return
    settings.has_failed = True
    try:
        name = getattr(callback, "__qualname__", None) or repr(callback)
        get_logger("weft.profile").exception(
            "callback %s of %s raised; later failures are not logged", name, function.name
        )
    except RecursionError:
        settings.has_failed = False  # There is no room to tell now.


def tell_of_fallback():
    """Log, once, that the native module is missing."""
    global _is_fallback_told
    if is_native or _is_fallback_told:
        return
    _is_fallback_told = True
    get_logger("weft.profile").info("the native module is missing; profiling in Python")
