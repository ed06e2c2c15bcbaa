"""Processes that multiprocessing starts anew: they rewrite, and record, what this one does."""

import functools
import os
import sys

from .library import is_library
from .logs import get_logger

__all__ = ["STARTERS", "prepare"]

# What multiprocessing imports when it starts a process that does not inherit this one.
STARTERS = (
    "multiprocessing.popen_spawn_posix",
    "multiprocessing.popen_spawn_win32",
    "multiprocessing.popen_forkserver",
)
_LOG = get_logger("weft")

_main_pipeline = None  # What rewrote the main file, where this process was started so itself.


def prepare(installations):
    """Let the processes that multiprocessing starts install what `installations()` returns.

    Their preparation is a pickled dict; one more item in it does it when it is read.
    """
    import multiprocessing.spawn as spawn
    import pickle

    original = spawn.get_preparation_data
    if getattr(original, "_weft_original", None) is not None:
        return

    def get_preparation_data(name):
        data = original(name)
        found = installations()
        if found and _can_be_imported_anew():
            if sys._getframe(1).f_globals.get("__name__") == "multiprocessing.forkserver":
                # Newer ones import the file there, where nothing is rewritten; so that is left to
                # the processes, as in Pythons whose server does not (python/cpython#126631).
                data.pop("init_main_from_path", None)
            try:
                pickled = pickle.dumps((found, _place_of_main(found)))
                data["weft"] = _ForChild(pickled, data.get("sys_path"), _recorded())
            except Exception as error:  # Pickling calls what transformers have.
                _LOG.warning("processes that are spawned run as they are: %s", error)
        return data

    get_preparation_data._weft_original = original
    spawn.get_preparation_data = get_preparation_data


def _place_of_main(found):
    """Return which of the installations rewrote the file of `__main__`, or None."""
    loader = getattr(sys.modules.get("__main__"), "__loader__", None)
    pipeline = getattr(loader, "pipeline", _main_pipeline)
    pipelines = [each.pipeline for each in found]
    return pipelines.index(pipeline) if pipeline in pipelines else None


def _recorded():
    events = sys.modules.get("weft.events")
    return None if events is None else events.recorded()


class _ForChild:
    """Installations for a process that begins; where it cannot have them, it goes on without.

    It also records events, where this one does.
    """

    def __init__(self, pickled, path, recorded):
        self._arguments = pickled, path, recorded

    def __reduce__(self):
        return _install_in_child, self._arguments


def _install_in_child(pickled, path, recorded):
    import pickle

    from . import events

    own_path = sys.path
    try:
        sys.path = own_path if path is None else path  # As it is going to be.
        found, place_of_main = pickle.loads(pickled)
        if place_of_main is not None:
            _rewrite_main(found[place_of_main].pipeline)
    except Exception as error:
        _LOG.warning("this process runs as it is: %s", error)
    finally:
        sys.path = own_path
    if recorded is not None:
        events.record_as_asked(*recorded)


def _rewrite_main(pipeline):
    """Let the file of the parent's `__main__`, which this process is going to run, be rewritten."""
    global _main_pipeline
    import multiprocessing.spawn as spawn

    _main_pipeline = pipeline
    run_main = spawn._fixup_main_from_path

    def run_main_rewritten(path):
        runpy = spawn.runpy
        run_path = runpy.run_path
        runpy.run_path = functools.partial(_run_path, pipeline, runpy, run_path)
        try:
            run_main(path)
        finally:
            runpy.run_path = run_path

    spawn._fixup_main_from_path = run_main_rewritten


def _run_path(pipeline, runpy, original, path, run_name):
    import pkgutil

    runpy.run_path = original  # The program's own calls are of that.
    run_code = getattr(runpy, "_run_module_code", None)  # What it calls for a file.
    if run_code is None or pkgutil.get_importer(path) is not None:  # Of a folder or an archive.
        return original(path, run_name=run_name)
    with open(path, "rb") as file:
        code = pipeline.compile(file.read(), path, "__main__")
    return run_code(code, None, run_name, pkg_name="", script_name=path)


def _can_be_imported_anew():
    home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    return is_library(__file__) or home in map(os.path.abspath, filter(None, paths))
