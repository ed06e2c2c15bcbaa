"""Programs run as `__main__`, as the interpreter itself runs them, but rewritten."""

import importlib.machinery
import importlib.util
import linecache
import os
import sys
import types

from .hook import Loader

__all__ = ["run_code", "run_module", "run_script"]


def run_script(path, args, installed):
    """Run a file, or a folder or zip file with a `__main__.py`; return the exit code.

    `-` is standard input.
    """
    if path == "-":
        source = sys.stdin.buffer.read()
        return _run_text(source, "<stdin>", [path] + args, installed, __file__="<stdin>")
    if os.path.isdir(path) or _is_zip(path):
        sys.path[0] = path
        return run_module("__main__", args, installed, path)
    try:
        with open(path, "rb") as file:
            source = file.read()
    except OSError as error:
        print(
            "%s: can't open file %r: [Errno %d] %s"
            % (sys.executable, os.path.abspath(path), error.errno, error.strerror),
            file=sys.stderr,
        )
        return 2
    sys.argv[:] = [path] + args
    sys.path[0] = os.path.dirname(os.path.realpath(path))
    if sys.version_info >= (3, 9):
        path = os.path.abspath(path)
    module = _main_module(__file__=path, __loader__=Loader("__main__", path, installed.pipeline))
    return _run(module, lambda: installed.pipeline.compile(source, path, "__main__"), _flush)


def run_code(text, args, installed):
    """Run a text; return the exit code."""
    return _run_text(text, "<string>", ["-c"] + args, installed)


def _run_text(text, filename, argv, installed, **attributes):
    sys.argv[:] = argv
    sys.path[0] = ""
    module = _main_module(__loader__=importlib.machinery.BuiltinImporter, **attributes)

    def compile_text():
        code = installed.pipeline.compile(text, filename, "__main__")
        _show_lines(code, text)
        return code

    return _run(module, compile_text)


def _show_lines(code, text):
    """Let tracebacks have the lines of a text, as they do from 3.13 on."""
    if sys.version_info >= (3, 13) and code.co_filename == "<string>":
        # Where the interpreter itself puts them; there is no public name for it.
        key = code if hasattr(linecache, "_make_key") else "<string>"
        linecache._register_code(key, text, "<string>")


def run_module(name, args, installed, shown=None):
    """Run a module, or the `__main__` of a package; return the exit code."""
    sys.argv[:] = [name] + args
    if shown is None:
        sys.path[0] = os.getcwd()
    sys.modules.pop("__main__", None)
    try:
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.submodule_search_locations is not None:
            spec = importlib.util.find_spec(name + ".__main__")
    except (ImportError, ValueError) as error:
        print("%s: %s" % (sys.executable, error), file=sys.stderr)
        return 1
    loader = None if spec is None else spec.loader
    if loader is None or not hasattr(loader, "get_code"):
        print("%s: No module named %s" % (sys.executable, name), file=sys.stderr)
        return 1
    sys.argv[0] = spec.origin if shown is None else shown
    module = _main_module(
        __file__=spec.origin,
        __cached__=spec.cached,
        __loader__=loader,
        __package__=spec.parent,
        __spec__=spec,
    )
    return _run(module, lambda: loader.get_code(spec.name))


def _is_zip(path):
    import zipimport

    try:
        zipimport.zipimporter(path)
    except ImportError:
        return False
    return True


def _main_module(**attributes):
    module = types.ModuleType("__main__")
    module.__dict__.update(__builtins__=sys.modules["builtins"], __annotations__={}, **attributes)
    if sys.version_info >= (3, 14):
        del module.__dict__["__annotations__"]
    sys.modules["__main__"] = module
    return module


def _flush():
    """Do what the interpreter does when a file has ended, before it shows an exception."""
    for stream in (sys.stderr, sys.stdout):
        try:
            stream.flush()
        except Exception:  # It may be closed, or None; that shows when the interpreter exits.
            pass


def _run(module, make_code, end=lambda: None):
    """Execute the code in `module`, and call `end`. Only its own frames show in a traceback."""
    try:
        code = make_code()
    except (SyntaxError, ValueError) as error:
        return _show(error, None)
    try:
        try:
            exec(code, module.__dict__)
        finally:
            end()
    except SystemExit:
        raise
    except KeyboardInterrupt as error:
        _show(error, error.__traceback__.tb_next)
        # The interpreter ends itself by the signal, for its parent to see.
        sys.excepthook = _show_nothing
        raise
    except BaseException as error:
        return _show(error, error.__traceback__.tb_next)  # Without this function.
    return 0


def _show(error, traceback):
    """Do what the interpreter does with an exception that nobody handles."""
    error = error.with_traceback(traceback)
    sys.last_type, sys.last_value, sys.last_traceback = type(error), error, traceback
    if sys.version_info >= (3, 12):
        sys.last_exc = error
    sys.excepthook(type(error), error, traceback)
    return 1


def _show_nothing(*exc_info):
    """In place of `sys.excepthook`, for an exception that has been shown."""
