"""Reads the event files that `events` writes."""

import collections
import json

__all__ = ["EventFile", "EventFileError", "Function", "Run", "read"]

_FORMAT = 1
_NUMBERS_OF_RUN = 5  # In front of those of its calls.


class EventFileError(ValueError):
    """A file is no event file, or not a whole one."""


# `sites` are tuples (source text, line).
Function = collections.namedtuple("Function", "module name file line sites")

# Nanoseconds; `begin` since 1970. `suspended` of them do not count. `calls` are tuples
# (site, begin, end), in the order in which they ended.
Run = collections.namedtuple("Run", "function thread begin end suspended calls")


class EventFile:
    """What one process wrote."""

    def __init__(self, path):
        self.path = path
        self.pid = 0
        self.program = ""
        self.threads = {}  # Names by number.
        self.runs = []
        self.dropped = (0, 0)  # Runs and calls.
        self.is_torn = False  # The last line is not whole.
        self.is_closed = False


def read(path):
    """Return the EventFile. Raise EventFileError or OSError."""
    file = EventFile(path)
    with open(path, "rb") as stream:
        lines = stream.read().split(b"\n")
    if lines.pop():  # Behind the last line break.
        file.is_torn = True
    clocks = [_read_header(file, lines[0] if lines else b"")]
    functions = {}
    rows = []
    for number, line in enumerate(lines[1:], 2):
        try:
            _read_line(file, number, json.loads(line), functions, rows, clocks)
        except _WRONG:
            raise EventFileError("%s:%d: not a line of an event file" % (path, number)) from None
    time_of = _clock(clocks)
    for number, row in rows:
        try:
            file.runs.append(_run(row, functions, time_of))
        except _WRONG:
            raise EventFileError("%s:%d: not a line of an event file" % (path, number)) from None
    return file


# What is raised where a line is another program's, or damaged.
_WRONG = (LookupError, RecursionError, TypeError, ValueError)


def _read_header(file, line):
    try:
        header = json.loads(line)
        is_header = header["weft"] == "events"
    except _WRONG:
        is_header = False
    if not is_header:
        raise EventFileError("%s: not an event file" % file.path)
    try:
        if header["format"] != _FORMAT:
            raise EventFileError(
                "%s: of format %r; this weft reads format %d"
                % (file.path, header["format"], _FORMAT)
            )
        (file.pid,) = _numbers([header["pid"]], 1)
        file.program = _text(header["program"])
        return _numbers(header["clock"], 2, -_TOO_GREAT)
    except EventFileError:
        raise
    except _WRONG:
        raise EventFileError("%s:1: not a line of an event file" % file.path) from None


def _read_line(file, number, line, functions, rows, clocks):
    if file.is_closed:
        raise ValueError("nothing is behind the end")
    if isinstance(line, list):
        rows.append((number, line))
    elif "function" in line:
        sites = tuple((_text(text), *_numbers([at], 1)) for text, at in line["sites"])
        path = line["file"]
        key, at = _numbers([line["function"], line["line"]], 2)
        if key in functions:
            raise ValueError("a number stands for one function")
        functions[key] = Function(
            _text(line["module"]),
            _text(line["name"]),
            None if path is None else _text(path),
            at,
            sites,
        )
    elif "thread" in line:
        (key,) = _numbers([line["thread"]], 1)
        file.threads[key] = _text(line["name"])
    else:
        clocks.append(_numbers(line["clock"], 2, -_TOO_GREAT))  # Before 1970, perhaps.
        if line.get("end"):
            file.is_closed = True
            file.dropped = tuple(_numbers(line["dropped"], 2))


def _text(value):
    if not isinstance(value, str):
        raise TypeError("a text is missing")
    return value


def _numbers(values, count, least=0):
    """Return `values`, which have to be `count` numbers that a process may write."""
    if len(values) != count or set(map(type, values)) - {int}:
        raise TypeError("a number is missing")
    if values and not (least <= min(values) and max(values) < _TOO_GREAT):
        raise ValueError("a number is none of a clock or of a line")
    return values


_TOO_GREAT = 1 << 63


def _clock(clocks):
    """Return what makes nanoseconds of ticks: the line through the first and the last pair."""
    (ticks, nanoseconds), (last_ticks, last_nanoseconds) = clocks[0], clocks[-1]
    if last_ticks <= ticks:
        return lambda now: nanoseconds + now - ticks
    num_nanoseconds = last_nanoseconds - nanoseconds
    num_ticks = last_ticks - ticks
    return lambda now: nanoseconds + (now - ticks) * num_nanoseconds // num_ticks


def _run(row, functions, time_of):
    number, thread, begin, span, suspended = _numbers(row, len(row))[:_NUMBERS_OF_RUN]
    function = functions[number]
    first = time_of(begin)
    calls = []
    numbers = row[_NUMBERS_OF_RUN:]
    sites, starts, durations = numbers[::3], numbers[1::3], numbers[2::3]
    if len(sites) != len(durations):
        raise ValueError("a call has three numbers")
    for site, start, duration in zip(sites, starts, durations):
        function.sites[site]  # Exists.
        start += begin
        calls.append((site, time_of(start), time_of(start + duration)))
    waited = time_of(begin + suspended) - first
    return Run(function, thread, first, time_of(begin + span), waited, calls)
