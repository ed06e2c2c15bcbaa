"""Code transformers for the whole process, as PEP 511 has them."""

from . import pipeline

__all__ = ["get_code_transformers", "set_code_transformers"]

_transformers = []


def get_code_transformers():
    """Return a new list of the transformers, in order."""
    return list(_transformers)


def set_code_transformers(transformers):
    """Let these transformers, in order, be what `install` and `compile` use.

    An installation that is at work keeps its own.
    """
    transformers = list(transformers)
    for transformer in transformers:
        pipeline.check_transformer(transformer)
    _transformers[:] = transformers


def compile(source, filename, mode="exec", flags=0, optimize=-1, *, passes=(), **options):
    """As the builtin `compile`, through `passes` and the transformers."""
    made = pipeline.Pipeline(passes, _transformers, **options)
    return made.compile(source, filename, None, optimize, mode, flags)


def exec(source, globals=None, locals=None, **options):
    """As the builtin `exec` with a source, through `passes` and the transformers."""
    import builtins

    code = compile(source, "<string>", **options)
    if globals is None:
        globals = {}
    builtins.exec(code, globals, globals if locals is None else locals)
    return globals


def eval(source, globals=None, locals=None, **options):
    """As the builtin `eval` with a source, through the transformers."""
    import builtins

    code = compile(source, "<string>", "eval", **options)
    return builtins.eval(code, {} if globals is None else globals, locals)
