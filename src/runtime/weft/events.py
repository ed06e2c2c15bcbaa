"""Event files: each run of a profiled function, and each call in it, for `weft report`.

A process writes a file of its own, line by line; docs/report.md has the format. What is
profiled may be any Python function, so this calls few of them.
"""

import atexit
import errno
import os
import sys
import time
from _thread import RLock, get_ident

# A program may put others in their place, which may be profiled.
from builtins import getattr, isinstance, str

from weft import profiling
from weft.logs import get_logger

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # Not where files are locked otherwise.
    flock = None

try:
    from _json import encode_basestring_ascii as _quote
except ImportError:
    from json.encoder import py_encode_basestring_ascii as _quote

__all__ = ["Recording", "record_events"]

_LIMIT = 1_000_000
_SUFFIX = ".jsonl"
_CLOSE_ON_EXEC = getattr(os, "O_CLOEXEC", 0)

_recording = None  # The one that is at work.


def record_events(path, *, limit=_LIMIT):
    """Write each run of a profiled function to an event file; return the Recording.

    A `path` that ends in `.jsonl` is the file, any other the folder for it, which is made
    where it is missing. At most `limit` runs and calls are written; later ones are counted.
    The file is finished by `close()`, at the end of a `with`, or when the process ends. A
    process that is forked writes a file of its own.
    """
    global _recording
    if isinstance(limit, bool) or not isinstance(limit, int):
        raise TypeError("limit is a number of events, not " + type(limit).__name__)
    if limit < 0:
        raise ValueError("limit is at least 0, not %d" % limit)
    if _recording is not None:
        raise RuntimeError("events are being recorded to %s already" % _recording.path)
    recording = Recording(os.path.abspath(os.fsdecode(path)), limit)
    recording.start()
    _recording = recording
    return recording


def recorded():
    """Return the path and the limit by which another process would record, too; or None."""
    return None if _recording is None else _recording.arguments()


def record_as_asked(path, limit):
    """Record in a process that begins; the program does not fail where that fails."""
    try:
        record_events(path, limit=limit)
    except (OSError, RuntimeError, ValueError) as error:
        _warn("no events are recorded: %s", error)


def record_as_environment_says():
    """Record to the folder WEFT_EVENTS; the program does not fail where that fails."""
    folder = os.environ.get("WEFT_EVENTS")
    limit = os.environ.get("WEFT_EVENTS_LIMIT") or str(_LIMIT)
    if limit.isdigit():
        record_as_asked(folder, int(limit))
    else:
        _warn("no events are recorded: WEFT_EVENTS_LIMIT is a number of events, not %r", limit)


def _warn(message, *args):
    get_logger("weft.profile").warning(message, *args)


def _lock(file):
    """Keep other processes from `file` for as long as it is open; False where one has it."""
    try:
        if flock is not None:
            flock(file, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # There are no locks for it.
        pass
    return True


def _line(text):
    return (text + "\n").encode("ascii")


class Recording:
    """The event file of this process: `path`. A context manager."""

    def __init__(self, path, limit):
        self.path = path
        self._given = path
        self._limit = limit
        self._pid = self._first_pid = os.getpid()
        self._file = None
        self._stat = None  # By which the file is known.
        self._has_failed = False
        self._lock = RLock()
        self._log = None
        # 0 of CLOCK_MONOTONIC, in nanoseconds since 1970.
        self._epoch = time.time_ns() - time.monotonic_ns()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def arguments(self):
        """Return the path and the limit that this was made with."""
        return self._given, self._limit

    def start(self):
        """Make the file, and let all functions write to it. Raise OSError where that fails."""
        self._log = profiling.EventLog(self._limit, self)
        self._create()
        profiling.set_log(self._log)
        atexit.register(self.close)
        self._finish_with_multiprocessing()

    def close(self):
        """Finish the file. Does nothing the second time."""
        global _recording
        if _recording is not self:
            return
        _recording = None
        atexit.unregister(self.close)
        profiling.set_log(None)
        log = self._log
        log.flush()
        if self._file is not None:
            end = '{"clock":%s,"dropped":[%d,%d],"end":true}' % (self._clock(), *log.dropped)
            self._put(_line(end))
        self._close_file()
        self._log = None

    # What an EventLog calls.

    def write(self, lines):
        """Append `lines`, and in front of them the time: nobody can tell ticks without it."""
        with self._lock:
            if self._file is None and not self._has_failed:
                try:
                    self._create()
                except OSError as error:
                    self._fail(error)
            if self._file is not None:
                self._put(_line('{"clock":%s}' % self._clock()) + lines)

    def describe(self, function, number):
        """Return the line that tells what a number stands for."""
        module = function.table.module
        file = getattr(sys.modules.get(module), "__file__", None)
        sites = ",".join(["[%s,%d]" % (_quote(site[0]), site[1]) for site in function.sites])
        return _line(
            '{"function":%d,"name":%s,"module":%s,"file":%s,"line":%d,"sites":[%s]}'
            % (
                number,
                _quote(function.name),
                _quote(module or ""),
                _quote(file) if isinstance(file, str) else "null",
                function.line,
                sites,
            )
        )

    def thread(self, number):
        """The same for the thread that runs."""
        # Asking `threading` for a thread that it does not know would make one up.
        known = getattr(sys.modules.get("threading"), "_active", {})
        name = getattr(known.get(get_ident()), "name", None)
        if not isinstance(name, str):
            name = "thread %d" % number if known else "MainThread"
        return _line('{"thread":%d,"name":%s}' % (number, _quote(name)))

    def _clock(self):
        ticks, nanoseconds = self._log.moment()
        return "[%d,%d]" % (ticks, nanoseconds + self._epoch)

    def _create(self):
        stem, extension = os.path.splitext(self._given)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | _CLOSE_ON_EXEC
        if extension == _SUFFIX:
            if self._pid != self._first_pid:
                stem = "%s-%d" % (stem, self._pid)
            os.makedirs(os.path.dirname(stem), exist_ok=True)
            self._create_anew(stem, flags)
        else:
            os.makedirs(self._given, exist_ok=True)
            self._file = self._create_in(self._given, flags | os.O_EXCL)
        self._stat = os.fstat(self._file)
        program = sys.argv[0] if getattr(sys, "argv", None) else ""
        header = '{"weft":"events","format":1,"pid":%d,"program":%s,"python":"%d.%d.%d"' % (
            self._pid,
            _quote(program),
            *sys.version_info[:3],
        )
        self._put(_line('%s,"clock":[0,%d]}' % (header, self._log.start + self._epoch)))

    def _create_anew(self, stem, flags):
        """What another process is writing is left to it; this one writes beside it."""
        self.path = stem + _SUFFIX
        self._file = os.open(self.path, flags, 0o666)
        if not _lock(self._file):
            os.close(self._file)
            self.path = "%s-%d%s" % (stem, self._pid, _SUFFIX)
            self._file = os.open(self.path, flags, 0o666)
        if os.fstat(self._file).st_size:  # Else it may be no file, but a pipe.
            os.ftruncate(self._file, 0)

    def _create_in(self, folder, flags):
        """Another process had the same number, perhaps: its file is left alone."""
        number = 1
        while True:
            again = "-%d" % number if number > 1 else ""
            self.path = os.path.join(folder, "events-%d%s%s" % (self._pid, again, _SUFFIX))
            try:
                return os.open(self.path, flags, 0o666)
            except FileExistsError:
                number += 1

    def _put(self, lines):
        try:
            self._check_file()
            while lines:
                lines = lines[os.write(self._file, lines) :]
        except OSError as error:
            self._fail(error)

    def _check_file(self):
        """Open the file anew where the program has closed it: its number may be another's."""
        if not self._has_file():
            self._file = None
            self._file = os.open(self.path, os.O_WRONLY | os.O_APPEND | _CLOSE_ON_EXEC)
            if not self._has_file():
                raise FileNotFoundError(errno.ENOENT, "it is another file now", self.path)

    def _has_file(self):
        try:
            return os.path.samestat(os.fstat(self._file), self._stat)
        except OSError:
            return False

    def _fail(self, error):
        """What has been written stays readable, up to its last whole line."""
        self._has_failed = True
        self._close_file()
        profiling.set_log(None)
        _warn("no more events are recorded to %s: %s", self.path, error)

    def _close_file(self):
        if self._file is not None:
            if self._has_file():
                os.close(self._file)
            self._file = None

    def after_fork(self):
        """Begin anew, in a process that was forked; its file is made with its first line."""
        self._close_file()
        self._pid = os.getpid()
        self._lock = RLock()
        self._log = profiling.EventLog(self._limit, self)
        profiling.set_log(self._log)
        self._finish_with_multiprocessing()

    def _finish_with_multiprocessing(self):
        """Its processes do not run what `atexit` has."""
        util = sys.modules.get("multiprocessing.util")
        if util is not None:
            self._finish_at_its_end()
            # A process that begins forgets that, and then calls this.
            util.register_after_fork(self, Recording._finish_at_its_end)

    def _finish_at_its_end(self):
        sys.modules["multiprocessing.util"].Finalize(None, self.close, exitpriority=0)


def _after_fork():
    if _recording is not None:
        _recording.after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
