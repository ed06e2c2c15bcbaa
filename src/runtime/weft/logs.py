"""The loggers that Weft writes to."""

__all__ = ["get_logger"]


def get_logger(name):
    """Return the logger, or one that does nothing.

    A program may have a module `logging` of its own; and while the library's is imported, which
    may be profiled itself, there is nothing yet to log by.
    """
    try:
        from logging import getLogger
    except ImportError:
        return _NoLogger()
    return getLogger(name)


class _NoLogger:
    def info(self, message, *args):
        pass

    warning = exception = info
