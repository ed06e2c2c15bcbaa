"""Programs run as `__main__`, as the interpreter itself runs them, but rewritten."""

import importlib.machinery
import linecache
import os
import runpy
import sys
import types

from .hook import Loader

__all__ = ["look_in", "run_code", "run_module", "run_script"]


def run_script(path, args, installed):
    """Run a file, or a folder or zip file with a `__main__.py`; return the exit code.

    `-` is standard input.
    """
    if path == "-":
        source = sys.stdin.buffer.read()
        names = _file_names("<stdin>")
        return _run_text(source, "<stdin>", [path] + args, installed, _flush, **names)
    if os.path.isdir(path) or _is_zip(path):
        sys.argv[:] = [path] + args
        _import_from(_absolute(path))
        return _run_found(lambda: runpy._get_main_module_details(runpy._Error))
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
    look_in(os.path.dirname(os.path.realpath(path)))
    if sys.version_info >= (3, 9):
        path = _absolute(path)
    loader = Loader("__main__", path, installed.pipeline)
    module = _main_module(__loader__=loader, **_file_names(path))
    code = _run(module, lambda: installed.pipeline.compile(source, path, "__main__"), _flush)
    _forget_file(module)
    return code


def run_code(text, args, installed):
    """Run a text; return the exit code."""
    return _run_text(text, "<string>", ["-c"] + args, installed, lambda: None)


def run_module(name, args, installed):
    """Run a module, or the `__main__` of a package; return the exit code."""
    sys.argv[:] = ["-m"] + args  # While the packages that it is in are imported.
    try:
        look_in(os.getcwd())
    except OSError:  # The folder is gone.
        pass

    def find():
        found = runpy._get_module_details(name, runpy._Error)
        sys.argv[0] = found[1].origin
        return found

    return _run_found(find)


def _run_text(text, filename, argv, installed, end, **attributes):
    sys.argv[:] = argv
    look_in("")
    module = _main_module(__loader__=importlib.machinery.BuiltinImporter, **attributes)

    def compile_text():
        code = installed.pipeline.compile(text, filename, "__main__")
        _show_lines(code, text)
        return code

    code = _run(module, compile_text, end)
    _forget_file(module)
    return code


def _show_lines(code, text):
    """Let tracebacks have the lines of a text, as they do from 3.13 on."""
    if sys.version_info >= (3, 13) and code.co_filename == "<string>":
        # Where the interpreter itself puts them; there is no public name for it.
        key = code if hasattr(linecache, "_make_key") else "<string>"
        linecache._register_code(key, text, "<string>")


def _run_found(find):
    """Run what `find` returns as runpy does: (name, spec, code)."""
    module = _main_module()

    def make_code():
        _, spec, code = find()
        module.__dict__.update(
            __file__=spec.origin,
            __cached__=spec.cached,
            __loader__=spec.loader,
            __package__=spec.parent,
            __spec__=spec,
        )
        return code

    return _run(module, make_code)


def look_in(folder):
    """Let the program import from `folder` first, where the interpreter is not told not to."""
    if not (sys.flags.isolated or getattr(sys.flags, "safe_path", False)):
        _import_from(folder)


def _import_from(path):
    """Put `path` first, also for names that Weft has imported modules of the library by."""
    sys.path.insert(0, path)
    find_frozen = importlib.machinery.FrozenImporter.find_spec
    find = importlib.machinery.PathFinder.find_spec
    for name, module in list(sys.modules.items()):
        spec = None
        if "." not in name and name not in _NEVER_ANEW and find_frozen(name) is None:
            spec = find(name, [path])
        if spec is None or spec.loader is None:
            continue
        if getattr(getattr(module, "__spec__", None), "origin", None) != spec.origin:
            for each in [each for each in sys.modules if (each + ".").startswith(name + ".")]:
                del sys.modules[each]


# What an interpreter has imported before it runs a program.
_NEVER_ANEW = frozenset(
    "__main__ abc codecs encodings genericpath io os posixpath ntpath site stat sys weft "
    "zipimport _bootlocale _collections_abc _sitebuiltins".split()
) | frozenset(sys.builtin_module_names)


def _is_zip(path):
    import zipimport

    try:
        zipimport.zipimporter(path)
    except ImportError:
        return False
    return True


def _absolute(path):
    """Return the path as the interpreter makes it absolute, with all the `..` that it has."""
    if os.name == "nt":
        return os.path.abspath(path)
    try:
        return os.path.join(os.getcwd(), path)
    except OSError:
        return path


def _file_names(path):
    names = {"__file__": path}
    if sys.version_info < (3, 15):
        names["__cached__"] = None
    return names


def _forget_file(module):
    """Do what the interpreter does when a file has ended: what runs later does not know it."""
    for name in ("__file__", "__cached__"):
        module.__dict__.pop(name, None)


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
        try:
            exec(make_code(), module.__dict__)
        finally:
            end()
        return 0
    except SystemExit:
        raise
    except runpy._Error as caught:
        print("%s: %s" % (sys.executable, caught), file=sys.stderr)
        return 1
    except BaseException as caught:
        error = caught
    # Here it is handled: what is raised while it is shown has it for no context.
    frames = _without_own(error.__traceback__, module)
    if frames is None and isinstance(error, TypeError):
        raise error  # Of a transformer, about what it returned.
    _show(error, frames)
    if isinstance(error, KeyboardInterrupt):
        # The interpreter ends itself by the signal, for its parent to see.
        sys.excepthook = _show_nothing
        raise error
    return 1


def _without_own(traceback, module):
    """Return what is in `traceback` behind the frames of Weft and of what imports modules."""
    while traceback is not None:
        names = traceback.tb_frame.f_globals
        package = str(names.get("__name__")).partition(".")[0]
        if names is module.__dict__ or package not in _OWN:
            break
        traceback = traceback.tb_next
    return traceback


_OWN = {
    "weft",
    "ast",
    "importlib",
    "runpy",
    "zipimport",
    "_frozen_importlib",
    "_frozen_importlib_external",
}


def _show(error, traceback):
    """Do what the interpreter does with an exception that nobody handles."""
    error = error.with_traceback(traceback)
    sys.last_type, sys.last_value, sys.last_traceback = type(error), error, traceback
    if sys.version_info >= (3, 12):
        sys.last_exc = error
    if not hasattr(sys, "excepthook"):
        _say("sys.excepthook is missing\n")
        sys.__excepthook__(type(error), error, traceback)
        return
    try:
        sys.excepthook(type(error), error, traceback)
        return
    except SystemExit:
        raise
    except BaseException as caught:
        second = caught.with_traceback(caught.__traceback__.tb_next)
    _say("Error in sys.excepthook:\n")
    sys.__excepthook__(type(second), second, second.__traceback__)
    _say("\nOriginal exception was:\n")
    sys.__excepthook__(type(error), error, traceback)


def _say(text):
    if sys.stderr is not None:
        sys.stderr.write(text)


def _show_nothing(*exc_info):
    """In place of `sys.excepthook`, for an exception that has been shown."""
