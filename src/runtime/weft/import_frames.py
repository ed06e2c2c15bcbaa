"""Tracebacks of modules that cannot be compiled, as the interpreter's own import makes them.

It leaves out the frames of importlib, told by the name of their file, where the innermost of
them has the name `_call_with_frames_removed` (CPython's import.c, `remove_importlib_frames`).
The functions here that stand between importlib and the compiler have both.
"""

import types

__all__ = ["as_importlib"]

_FILE = "<frozen importlib._bootstrap_external>"
_MODULES = ("weft", "ast", "importlib", "_frozen_importlib_external")


def _renamed(func):
    code = func.__code__.replace(co_filename=_FILE)
    new = types.FunctionType(code, func.__globals__, func.__name__, None, func.__closure__)
    new.__qualname__ = func.__qualname__
    return new


@_renamed
def _call_with_frames_removed(error):
    raise error.with_traceback(None)


def as_importlib(get_code):
    """Return a method `get_code` of a loader that raises its SyntaxErrors as importlib does.

    Those that other code has raised, such as a transformer, keep the frames that led there.
    """

    @_renamed
    def get_code_as_importlib(self, fullname):
        try:
            return get_code(self, fullname)
        except SyntaxError as error:
            if _is_own(error.__traceback__):
                _call_with_frames_removed(error)
            raise

    get_code_as_importlib.__doc__ = get_code.__doc__
    return get_code_as_importlib


def _is_own(traceback):
    while traceback.tb_next is not None:
        traceback = traceback.tb_next
    module = traceback.tb_frame.f_globals.get("__name__", "")
    return module.partition(".")[0] in _MODULES
