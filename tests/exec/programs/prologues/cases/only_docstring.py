"""Nothing to wrap."""
value = 1
