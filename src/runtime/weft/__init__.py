"""The runtime of Weft, a source-to-source compiler for Python.

Rewritten programs import `weft.runtime`, possibly while the interpreter is still
starting up: a wrapped standard library does so from `encodings`. So importing this
package imports nothing else; its names are looked up when they are first used.
"""

# Where each public name lives.
_HOMES = {
    "RecompyleBaseTransformer": "functions",
    "RewriteError": "errors",
    "SourceError": "errors",
    "__version__": "compiler",
    "adapt": "registry",
    "compile": "registry",
    "eval": "registry",
    "exec": "registry",
    "get_code_transformers": "registry",
    "install": "hook",
    "installations": "hook",
    "profile": "profile_decorators",
    "record_events": "events",
    "rewrite_function": "functions",
    "rewrite_wrap_calls": "decorators",
    "set_code_transformers": "registry",
    "shallow_call_profiler": "profile_decorators",
    "uninstall": "hook",
    "wrap_calls": "decorators",
}

__all__ = sorted([name for name in _HOMES if not name.startswith("_")] + ["tag"])


def __getattr__(name):
    if name == "tag":  # Changes with what is installed.
        from . import hook

        return hook.tag_name()
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError("module 'weft' has no attribute " + repr(name))
    import importlib

    value = getattr(importlib.import_module("weft." + home), name)
    globals()[name] = value
    return value


def __dir__():
    return sorted(set(globals()) | set(_HOMES) | {"tag"})
