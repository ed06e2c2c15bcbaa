"""The import hook: modules are rewritten when they are imported.

What is needed to rewrite is imported here, beforehand, so that the hook never meets its
own imports.
"""

import ast
import importlib.abc
import importlib.machinery
import importlib.util
import io
import os
import sys
import threading
import tokenize
import zipimport

from . import compiler, import_frames, pipeline, pyc, runtime, spawned, wrapping
from .library import is_library

__all__ = ["Installation", "Loader", "ZipLoader", "install", "installations", "uninstall"]

_NEEDED = (ast, io, tokenize, compiler, runtime, wrapping)  # Imported beforehand.
_MISSING = ("compile", "error", "plain")


class Loader(importlib.machinery.SourceFileLoader):
    """Loads a source file through a pipeline; keeps the code under the pipeline's tag.

    `get_source` gives the file as it is, so that inspect, linecache, tracebacks and
    debuggers show that.
    """

    def __init__(self, fullname, path, pipeline, tag=None, missing="compile"):
        super().__init__(fullname, path)
        self.pipeline = pipeline
        self.tag = pipeline.tag if tag is None else tag
        self.missing = missing
        self.cached = pyc.cached_path(path, self.tag) if self.tag else None

    def source_to_code(self, data, path, fullname=None, *, _optimize=-1):
        return self.pipeline.compile(
            bytes(data) if not isinstance(data, str) else data,
            os.fsdecode(path),
            self.name,
            _optimize,
        )

    @import_frames.as_importlib
    def get_code(self, fullname):
        path = self.get_filename(fullname)
        if not self.tag:
            return super().get_code(fullname)
        cached = self.cached if path == self.path else pyc.cached_path(path, self.tag)
        code = self._cached_code(path, cached)
        if code is not None:
            return code
        if self.tag != self.pipeline.tag and self.missing != "compile":
            return self._missing_code(fullname, path, cached)
        stats = self.path_stats(path)
        code = self.source_to_code(self.get_data(path), path)
        if cached is not None and not sys.dont_write_bytecode:
            made = self.pipeline.describe(self.name)
            data = pyc.pack(code, stats["mtime"], stats["size"], made=made)
            self._cache_bytecode(path, cached, data)
        return code

    def _cached_code(self, path, cached):
        if cached is None:
            return None
        try:
            data = self.get_data(cached)
        except OSError:
            return None
        if self._is_stranger(data):
            return None
        code = pyc.unpack(data, lambda: self.path_stats(path), lambda: self.get_data(path))
        if code is not None and code.co_filename != path:
            code = _renamed(code, code.co_filename, path)
        return code

    def _is_stranger(self, data):
        """Whether a file is not what this pipeline makes of the module.

        Its name may be one that somebody chose, or the module have been compiled under another.
        """
        if not self.pipeline.tag:
            return False
        if self.tag == self.pipeline.tag:
            if not self.pipeline.needs_module:
                return False
            made = pyc.describe(data)
            return made is None or made.get("module") != self.name
        made = pyc.describe(data)
        return made is not None and made["tag"] != self.pipeline.tag

    def _missing_code(self, fullname, path, cached):
        if self.missing == "error":
            raise ImportError(
                "there is no %s, and the transformers that are installed (%s) do not make it"
                % (cached, self.pipeline.name),
                name=fullname,
                path=path,
            )
        return super().get_code(fullname)


def _renamed(code, old, new):
    """The file was moved together with its `__pycache__`."""
    if code.co_filename != old:
        return code
    consts = tuple(
        _renamed(const, old, new) if isinstance(const, type(code)) else const
        for const in code.co_consts
    )
    return code.replace(co_filename=new, co_consts=consts)


class ZipLoader(importlib.abc.InspectLoader):
    """Loads a module of a zip file through a pipeline. Its code is not kept."""

    def __init__(self, loader, pipeline):
        self._loader = loader
        self.pipeline = pipeline

    def __getattr__(self, name):
        if name == "_loader":  # Of a copy that is being made.
            raise AttributeError(name)
        return getattr(self._loader, name)

    def is_package(self, fullname):
        return self._loader.is_package(fullname)

    def get_source(self, fullname):
        return self._loader.get_source(fullname)

    def get_code(self, fullname):
        path = self._loader.get_filename(fullname)
        source = path[:-1] if path.endswith(".pyc") else path
        try:
            data = self._loader.get_data(source)  # Its `get_source` takes all for UTF-8.
        except OSError:
            return self._loader.get_code(fullname)
        return self.pipeline.compile(data, path, fullname)

    def get_resource_reader(self, fullname):
        return self._loader.get_resource_reader(fullname)


# Up to 3.11, a finder may have `find_module` alone; what asks it has no public name.
_FIND_BY_MODULE = getattr(importlib._bootstrap, "_find_spec_legacy", lambda *args: None)


class Installation(importlib.abc.MetaPathFinder):
    """A pipeline at work: the first finder, which asks the others and replaces loaders."""

    def __init__(self, pipeline, packages=None, tag=None, missing="compile"):
        self.pipeline = pipeline
        self.packages = None if packages is None else tuple(packages)
        self._names = frozenset(packages or ())
        self._beginnings = tuple(package + "." for package in packages or ())
        self.tag = pipeline.tag if tag is None else tag
        self.missing = missing
        self._left_alone = {"weft", pipeline.wrapper_module()}
        self._asking = threading.local()

    def wants(self, fullname, path=None):
        """Whether the module of this name is to be rewritten."""
        if fullname in self._left_alone or fullname.startswith("weft."):
            return False
        if self.packages is None:
            return path is None or not is_library(path)
        return fullname in self._names or fullname.startswith(self._beginnings)

    def find_spec(self, fullname, path=None, target=None):
        if fullname in spawned.STARTERS:
            spawned.prepare(installations)
        if not self.wants(fullname):
            return None
        outer = getattr(self._asking, "name", None)
        if outer == fullname:
            return None
        self._asking.name = fullname
        try:
            spec = self._find_by_others(fullname, path, target)
        finally:
            self._asking.name = outer
        return spec if spec is None else self._with_loader(spec)

    def _find_by_others(self, fullname, path, target):
        finders = list(sys.meta_path)
        if self in finders:
            finders = finders[finders.index(self) + 1 :]
        for finder in finders:
            find_spec = getattr(finder, "find_spec", None)
            if find_spec is not None:
                spec = find_spec(fullname, path, target)
            else:
                spec = _FIND_BY_MODULE(finder, fullname, path)
            if spec is not None:
                return spec
        return None

    def _with_loader(self, spec):
        loader = spec.loader
        if type(loader) is importlib.machinery.SourceFileLoader:
            if self.wants(spec.name, loader.path):
                spec.loader = Loader(
                    loader.name, loader.path, self.pipeline, self.tag, self.missing
                )
                spec.cached = spec.loader.cached
        elif type(loader) is zipimport.zipimporter and self.pipeline.tag:
            spec.loader = ZipLoader(loader, self.pipeline)
        return spec

    def invalidate_caches(self):
        pass

    def uninstall(self):
        """Stop rewriting. Modules that are imported already stay as they are."""
        while self in sys.meta_path:
            sys.meta_path.remove(self)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.uninstall()

    def __reduce__(self):
        return (_reinstall, (self._arguments(),))

    def _arguments(self):
        made = self.pipeline
        return {
            "passes": made.passes,
            "transformers": made.transformers,
            "rules": made.rules,
            "options": made.options,
            "packages": self.packages,
            "tag": None if self.tag == made.tag else self.tag,
            "missing": self.missing,
        }


def install(
    passes=(),
    *,
    packages=None,
    wrapper=None,
    rules=(),
    transformers=None,
    tag=None,
    missing=None,
    **options
):
    """Rewrite modules from now on when they are imported; return the Installation.

    - `passes`: names of passes, in order.
    - `packages`: names of the packages and modules to rewrite, with all that is in them;
      None: everything but the standard library and installed packages.
    - `wrapper`: "module:name", for the pass wrap-calls.
    - `rules`: paths of rule files, each of which is a pass.
    - `transformers`: objects as PEP 511 has them; None: those of `set_code_transformers`.
    - `tag`: use the `.pyc` files of this tag, whoever made them.
    - `missing`: what to do where there is none: "compile", "error" (an ImportError), or
      "plain" (the module as it is). Default: the environment's WEFT_MISSING, else
      "compile", or "error" where a tag is given.

    The other arguments are options of the passes. Modules that are imported already stay as
    they are.
    """
    from . import registry

    if transformers is None:
        transformers = registry.get_code_transformers()
    if isinstance(packages, str):
        packages = [packages]
    if missing is None:
        missing = os.environ.get("WEFT_MISSING") or ("compile" if tag is None else "error")
    if missing not in _MISSING:
        raise ValueError("missing is one of %s, not %r" % (", ".join(_MISSING), missing))
    check_tag(tag)
    made = pipeline.Pipeline(passes, transformers, wrapper, rules, **options)
    new = Installation(made, packages, tag, missing)
    sys.meta_path.insert(0, new)
    return new


def check_tag(tag):
    """Return `tag`, or raise where it can be no part of a file's name (PEP 488)."""
    if tag is not None and not (isinstance(tag, str) and tag.isalnum()):
        raise ValueError("a tag has letters and digits only, not %r" % (tag,))
    return tag


def tag_name():
    """Return `weft.tag`: what is at work, as PEP 511 names it: "opt" where nothing is."""
    found = installations()
    if not found:
        return "opt"
    first = found[0]
    return first.pipeline.name if first.tag == first.pipeline.tag else first.tag


def installations():
    """Return the Installations at work, the first one asked first."""
    return [finder for finder in sys.meta_path if isinstance(finder, Installation)]


def uninstall():
    """Undo every `install`."""
    for found in installations():
        found.uninstall()


def _reinstall(arguments):
    arguments = dict(arguments)
    options = arguments.pop("options")
    made = pipeline.Pipeline(
        arguments["passes"], arguments["transformers"], rules=arguments["rules"], **options
    )
    new = Installation(made, arguments["packages"], arguments["tag"], arguments["missing"])
    sys.meta_path.insert(0, new)
    return new

