"""What is logged of a run that is below or above its limit, unless told otherwise."""

from weft.logs import get_logger

try:
    from pprint import pformat
except ImportError:  # It is the program's own.
    pformat = repr

get_logger("weft.profile")  # Now, so that nothing is imported when there is something to log.


def below_text(total, limit, func):
    return f"{func.__qualname__} finished in {total:g}s, below limit of {limit:g}s"


def above_text(total, limit, times, func):
    sums = {name: sum(durations) for name, durations in times.items()}
    calls = tuple(
        f"{name}: {seconds:.3g}s"
        for name, seconds in sorted(sums.items(), key=lambda item: item[1], reverse=True)
    )
    first = f"{func.__qualname__} finished in {total:g}s, above limit of {limit:g}s"
    return f"{first}\n{pformat(calls)}"


def log_below(total, limit, times, func):
    """Log the total time."""
    get_logger("weft.profile").info("%s", below_text(total, limit, func))


def log_above(total, limit, times, func):
    """Log the total time, and each name's, longest first."""
    get_logger("weft.profile").info("%s", above_text(total, limit, times, func))
