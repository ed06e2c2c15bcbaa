"""Code transformers for the whole process, as PEP 511 has them."""

import sys

from . import pipeline

__all__ = ["adapt", "get_code_transformers", "set_code_transformers"]

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


class _Adapted:
    """A code transformer of PEP 511's first revision, with the signature of its last."""

    def __init__(self, transformer):
        self.name = transformer.name
        self.original = transformer
        if hasattr(transformer, "ast_transformer"):
            self.ast_transformer = transformer.ast_transformer

    @property
    def version(self):
        return pipeline.fingerprint(self.original)

    def code_transformer(self, code, context):
        lnotab = code.co_linetable if sys.version_info >= (3, 10) else code.co_lnotab
        parts = self.original.code_transformer(
            code.co_code, code.co_consts, code.co_names, lnotab, context
        )
        try:
            bytecode, consts, names, new_lnotab = parts
        except (TypeError, ValueError):
            raise TypeError(
                "the transformer %s returned no (code, consts, names, lnotab)" % self.name
            ) from None
        table = "co_linetable" if sys.version_info >= (3, 10) else "co_lnotab"
        changes = {
            "co_code": bytes(bytecode),
            "co_consts": tuple(consts),
            "co_names": tuple(names),
            table: bytes(new_lnotab),
        }
        return code.replace(**{key: new for key, new in changes.items() if new != getattr(code, key)})


def adapt(transformer):
    """Return a transformer for one whose `code_transformer` takes a code object's parts.

    That is `code_transformer(code, consts, names, lnotab, context)`, as the first revision of
    PEP 511 has it; it returns the first four. `lnotab` is `co_linetable` from Python 3.10 on.
    """
    return _Adapted(transformer)


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
