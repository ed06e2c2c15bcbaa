"""An interactive session whose statements are rewritten."""

import code
import linecache
import sys

__all__ = ["interact"]


class Console(code.InteractiveConsole):
    """Keeps the text of each statement where tracebacks and decorators find it."""

    def __init__(self, pipeline):
        super().__init__({"__name__": "__main__", "__doc__": None})
        self.pipeline = pipeline
        self.num_statements = 0

    def runsource(self, source, filename="<input>", symbol="single"):
        filename = "<weft-%d>" % self.num_statements
        try:
            if self.compile(source, filename, symbol) is None:
                return True
            linecache.cache[filename] = (len(source), None, _lines(source), filename)
            made = self.pipeline.compile(source, filename, "__main__", mode=symbol)
        except (OverflowError, SyntaxError, ValueError):
            self.showsyntaxerror(filename)
            return False
        self.num_statements += 1
        self.runcode(made)
        return False


def _lines(source):
    return [line + "\n" for line in source.split("\n")]


def interact(installed):
    """Read statements until the end of input; return the exit code."""
    try:
        import readline  # noqa: F401  Edits lines from now on.
    except ImportError:
        pass
    banner = "Weft, Python %s; rewriting by: %s" % (
        sys.version.split()[0],
        installed.pipeline.name,
    )
    Console(installed.pipeline).interact(banner, exitmsg="")
    return 0
