"""What goes wrong, apart from wrong arguments (TypeError, ValueError)."""

__all__ = ["RewriteError", "SourceError"]


class RewriteError(ValueError):
    """Code could not be rewritten."""


class SourceError(RewriteError):
    """The source of code could not be found, or it is not what the code was made from."""
