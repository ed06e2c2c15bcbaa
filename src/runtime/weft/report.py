"""`weft report`: what event files say, as a table or for a tool that shows profiles."""

import argparse
import json
import marshal
import os
import sys

from . import event_file, timeline

__all__ = ["add_arguments", "main", "report"]

_RUN = "(run)"  # In place of a call's source text.
_COLUMNS = ("function", "line", "call", "count", "total", "min", "mean", "max")
_TEXT_COLUMNS = ("function", "line", "call")


def add_arguments(parser):
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="an event file, or a folder of *.jsonl"
    )
    parser.add_argument(
        "--format",
        choices=["table", "json", "speedscope", "chrome", "pstats"],
        default="table",
        help="default: table",
    )
    parser.add_argument("-o", dest="output", metavar="FILE", help="write there; default: print")
    parser.add_argument(
        "--sort", choices=_COLUMNS, default="total", help="the table's order; default: total"
    )
    parser.add_argument(
        "--top", type=int, metavar="N", help="only the first N rows of the table"
    )


def main(argv):
    """Run `weft report`; return the exit code."""
    parser = argparse.ArgumentParser(prog="weft report", description=__doc__)
    add_arguments(parser)
    return report(parser.parse_args(argv))


def report(arguments):
    """The same with parsed arguments."""
    try:
        if arguments.top is not None and arguments.top < 1:
            raise ValueError("--top is at least 1, not %d" % arguments.top)
        files = [event_file.read(path) for path in _expand(arguments.paths)]
        for note in _notes(files):
            print("weft: " + note, file=sys.stderr)
        _write(_render(files, arguments), arguments.output)
    except OSError as error:
        print("weft: %s: %s" % (error.filename or "output", error.strerror), file=sys.stderr)
        return 2
    except ValueError as error:
        print("weft: %s" % error, file=sys.stderr)
        return 2
    return 0


def _expand(paths):
    """Return the files that are meant, each once."""
    found = {}
    for path in paths:
        files = [path]
        if os.path.isdir(path):
            files = [
                os.path.join(path, name)
                for name in sorted(os.listdir(path))
                if name.endswith(".jsonl")
            ]
            if not files:
                raise ValueError("%s: no event files in this folder" % path)
        for file in files:
            found.setdefault(os.path.realpath(file), file)
    return list(found.values())


def _notes(files):
    for file in files:
        if file.is_torn:
            yield "%s: the last line is not whole, and left out" % file.path
        if not file.is_closed:
            yield "%s: not finished; its process runs, or was killed" % file.path
        if any(file.dropped):
            yield "%s: %d runs and %d calls found no room in it" % ((file.path,) + file.dropped)


def _write(text, path):
    if path is not None:
        with open(path, "wb") as stream:
            stream.write(text)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text)
    sys.stdout.buffer.flush()


def _render(files, arguments):
    if arguments.format == "pstats":
        if arguments.output is None and sys.stdout.isatty():
            raise ValueError("pstats is not for a terminal; use -o FILE")
        # Of this version, the bytes depend on nothing but the values.
        return marshal.dumps(_pstats(files), 2)
    if arguments.format == "table":
        table = _table(_rows(files), arguments.sort, arguments.top)
        return table.encode("utf-8", "backslashreplace")  # A name may be no text.
    if arguments.format == "json":
        made = _json(files)
    else:
        made = getattr(timeline, arguments.format)(files)
    return (json.dumps(made, separators=(",", ":")) + "\n").encode("ascii")


class _Sums:
    """Count, total, shortest, longest; nanoseconds."""

    def __init__(self):
        self.count = 0
        self.total = 0
        self.min = None
        self.max = 0

    def add(self, duration):
        self.count += 1
        self.total += duration
        self.min = duration if self.min is None else min(self.min, duration)
        self.max = max(self.max, duration)

    def as_dict(self):
        mean = self.total // self.count if self.count else 0
        return {
            "count": self.count,
            "total": self.total,
            "min": self.min or 0,
            "mean": mean,
            "max": self.max,
        }


def _merge(files):
    """Return {Function: (sums of its runs, [sums by site])}, the same functions made one."""
    merged = {}
    for file in files:
        for run in file.runs:
            function = run.function
            if function not in merged:
                merged[function] = (_Sums(), [_Sums() for _ in function.sites])
            runs, sites = merged[function]
            runs.add(run.end - run.begin - run.suspended)
            for site, begin, end in run.calls:
                sites[site].add(end - begin)
    return dict(sorted(merged.items(), key=lambda item: _order(item[0])))


def _order(function):
    return function.module, function.name, function.line, function.file or "", function.sites


def _shown(function):
    return "%s:%s" % (function.module, function.name)


def _rows(files):
    """Return dicts with what the table's columns are called."""
    rows = []
    for function, (runs, sites) in _merge(files).items():
        name = _shown(function)
        rows.append(dict(function=name, line=function.line, call=_RUN, **runs.as_dict()))
        for (text, line), sums in zip(function.sites, sites):
            if sums.count:
                rows.append(dict(function=name, line=line, call=text, **sums.as_dict()))
    return rows


def _table(rows, sort, top):
    rows.sort(key=lambda row: (row["function"], row["line"]))
    if sort in ("line", "call"):
        rows.sort(key=lambda row: row[sort])
    elif sort != "function":
        rows.sort(key=lambda row: row[sort], reverse=True)
    table = [_COLUMNS]
    for row in rows[:top]:
        times = [_time(row[name]) for name in ("total", "min", "mean", "max")]
        table.append((row["function"], str(row["line"]), row["call"], str(row["count"]), *times))
    widths = [max(map(len, column)) for column in zip(*table)]
    lines = []
    for cells in table:
        padded = []
        for name, cell, width in zip(_COLUMNS, cells, widths):
            is_left = name in ("function", "call")
            padded.append(cell.ljust(width) if is_left else cell.rjust(width))
        lines.append("  ".join(padded).rstrip() + "\n")
    return "".join(lines)


def _time(nanoseconds):
    """Three digits, and a unit."""
    if nanoseconds < 1000:
        return "%d ns" % nanoseconds
    value = nanoseconds / 1000
    for unit in ("us", "ms"):
        if value < 999.5:
            return "%s %s" % (("%#.3g" % value).rstrip("."), unit)
        value /= 1000
    return "%s s" % ("%#.3g" % value if value < 999.5 else "%.0f" % value).rstrip(".")


def _json(files):
    functions = []
    for function, (runs, sites) in _merge(files).items():
        calls = [
            dict(call=text, line=line, **sums.as_dict())
            for (text, line), sums in zip(function.sites, sites)
        ]
        functions.append(
            {
                "module": function.module,
                "name": function.name,
                "file": function.file,
                "line": function.line,
                "runs": runs.as_dict(),
                "calls": calls,
            }
        )
    processes = [
        {
            "file": file.path,
            "pid": file.pid,
            "program": file.program,
            "is_closed": file.is_closed,
            "is_torn": file.is_torn,
            "dropped_runs": file.dropped[0],
            "dropped_calls": file.dropped[1],
        }
        for file in files
    ]
    return {"unit": "nanoseconds", "functions": functions, "processes": processes}


def _pstats(files):
    """Return what pstats.Stats loads: a function's callees are the calls in its source.

    A key is (file, line, name), a value (calls that are not recursive, calls, own seconds,
    seconds, callers).
    """
    stats = {}
    for file in files:
        for run in file.runs:
            function = run.function
            path = function.file or function.module
            key = (path, function.line, function.name)
            span = run.end - run.begin - run.suspended
            _add(stats, key, span - min(span, _covered(run.calls)), span)
            for site, begin, end in run.calls:
                text, line = function.sites[site]
                _add(stats, (path, line, text), end - begin, end - begin, key)
    return {
        key: (count, count, own * 1e-9, total * 1e-9, _seconds(callers))
        for key, (count, own, total, callers) in sorted(stats.items())
    }


def _add(stats, key, own, total, caller=None):
    row = stats.setdefault(key, [0, 0, 0, {}])
    row[0] += 1
    row[1] += own
    row[2] += total
    if caller is not None:
        from_caller = row[3].setdefault(caller, [0, 0])
        from_caller[0] += 1
        from_caller[1] += total


def _seconds(callers):
    return {
        key: (count, count, total * 1e-9, total * 1e-9)
        for key, (count, total) in sorted(callers.items())
    }


def _covered(calls):
    """Return how long at least one of the calls ran."""
    covered = reached = 0
    for _, begin, end in sorted(calls, key=lambda call: call[1:]):
        begin = max(begin, reached)
        if end > begin:
            covered += end - begin
            reached = end
    return covered
