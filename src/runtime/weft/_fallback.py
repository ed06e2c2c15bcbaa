"""The profiler's `Function` in pure Python: what `weft._native.Function` does, and slower.

Each run has a log of its own, a flat list that its stamps append to. What it means is found
out when the run ends, or when the log has grown long.
"""

import sys
from _thread import RLock, get_ident, interrupt_main

# A program may put others in their place, which may be profiled.
from builtins import dir, enumerate, float, getattr, id, int, iter, len, list, locals
from builtins import map, max, range, set, sorted, str, sum, tuple, vars, zip
from time import perf_counter

from weft._counting import Recorder, Run, interrupt_later

_END = -1  # Behind it and every other code in a log: the time.
_INNER = 1 << 24  # Added to a site: a call in nested code begins. Negated: it ends.
_LONGEST_LOG = 1 << 16
_MAX_EVENTS = 1 << 16
_WRITE_AT = 1 << 16  # Bytes of an EventLog.
_OPTIMIZED = 1  # In `co_flags`: the code of a function.


def _shown(names):
    return [name for name in names if not name.startswith("_weft_")]


def _locals():
    frame = sys._getframe(1)
    names = frame.f_locals
    if not frame.f_code.co_flags & _OPTIMIZED:
        return names  # A class body's own, which may be written to.
    return {name: value for name, value in names.items() if _shown([name])}


def _dir():
    return _shown(sorted(sys._getframe(1).f_locals))


# Stand-ins that leave out the names which rewriting adds, by the id of what they stand for.
_HIDDEN = {id(locals): _locals, id(vars): _locals, id(dir): _dir}


def _new_sums():
    return [0, 0.0, float("inf"), 0.0]


def _add(sums, duration):
    sums[0] += 1
    sums[1] += duration
    if duration < sums[2]:
        sums[2] = duration
    if duration > sums[3]:
        sums[3] = duration


def _sums_tuple(sums):
    return (sums[0], sums[1], sums[2] if sums[0] else 0.0, sums[3])


class Function:
    """A profiled function; see `weft._native.Function`."""

    def __init__(self, table, index, shape):
        self.table = table
        self.limit = None
        self._index = index
        self._nested = shape & 1
        self._pauses = shape & 2
        self._wants_below = False
        self._wants_above = False
        self._keeps_events = False
        self._on_exit = None
        self._log = None
        self._wants_events = False
        self._lock = RLock()
        self._runs = _new_sums()
        self._sums = [_new_sums() for _ in range(shape >> 2)]
        self._recorders = []  # Of runs that keep no events.
        self._free = []  # Of those, the ones that no run has.
        self.replays = set()  # Of runs that keep a log and are not over.

    @classmethod
    def make(cls, table, shapes, limit, on_exit):
        functions = [cls(table, index, shape) for index, shape in enumerate(shapes)]
        if limit is not None:
            for function in functions:
                function.configure(limit, False, True, True, on_exit)
        return tuple([function.enter for function in functions])

    @property
    def name(self):
        return self.table.row(self._index)[0]

    @property
    def line(self):
        return self.table.row(self._index)[1]

    @property
    def sites(self):
        return self.table.row(self._index)[2]

    def configure(self, limit, below, above, events, on_exit):
        if limit is not None and not limit >= 0:
            raise ValueError("a limit is not negative")
        self.limit = None if limit is None else float(limit)
        self._wants_below = below
        self._wants_above = above
        self._wants_events = events
        self._keeps_events = events or self._log is not None
        self._on_exit = on_exit

    def set_log(self, log):
        self._log = log
        self._keeps_events = self._wants_events or log is not None

    def clear(self):
        self._settle()
        with self._lock:
            for sums in (self._runs, *self._sums):
                sums[:] = _new_sums()

    def stats(self):
        self._settle()
        with self._lock:
            return _sums_tuple(self._runs), tuple(_sums_tuple(sums) for sums in self._sums)

    def _settle(self):
        for recorder in self._recorders[:]:
            recorder.settle()
        for replay in list(self.replays):
            replay.play()

    def enter(self):
        if self._keeps_events or self._nested or self._pauses:
            return _LoggedRun(self)
        try:
            recorder = self._free.pop()
        except IndexError:
            recorder = Recorder(self._sums, self._lock, _HIDDEN)
            self._recorders.append(recorder)
        return Run(recorder, self._free, self._end_run)

    def _end_run(self, seconds, events=(), spilled=None):
        with self._lock:
            _add(self._runs, seconds)
        is_above = self.limit is not None and seconds >= self.limit
        if self._on_exit and (self._wants_above if is_above else self._wants_below):
            self._on_exit(self, seconds, is_above, list(events), spilled or {})


class _LoggedRun:
    """A run with a log; it ends when this object goes, or by `close()`."""

    __slots__ = ("_log", "_replay", "inner_stamps", "pauses", "stamps")

    def __init__(self, function):
        log = []
        replay = _Replay(function, log)
        # A code and its time are added at once: nested code may run in other threads.
        extend = log.extend

        def start(site, value, bare=1, extend=extend, clock=perf_counter):
            if not bare:
                value = _HIDDEN.get(id(value), value)
            extend((site, clock()))
            return value

        def end(value, log=log, extend=extend, clock=perf_counter, longest=_LONGEST_LOG):
            extend((-1, clock()))
            if len(log) > longest:
                replay.play()
            return value

        self.stamps = start, end
        if function._nested:
            self.inner_stamps = replay.inner_stamps()
        if function._pauses:
            self.pauses = replay.pauses()
        self._log = log
        replay.begin = perf_counter()
        function.replays.add(replay)
        self._replay = replay

    def close(self):
        now = perf_counter()
        replay = self._replay
        if replay is not None:
            self._replay = None
            replay.finish(now)

    def __del__(self):
        # Without its begin there was no run.
        if getattr(self, "_replay", None) is not None:
            try:
                self.close()
            except RecursionError:
                pass  # There is no room for one more call: this run does not count.
            except KeyboardInterrupt:
                interrupt_later()


class _Replay:
    """Reads a log: the same states as a native record."""

    def __init__(self, function, log):
        self.function = function
        self.keeps_events = function._keeps_events
        self.log = log
        self.is_over = False
        self.begin = 0.0
        self.open = None  # (site, start) of the function's own code.
        self.nested = []  # The same of nested code; a stack.
        self.events = []
        self.spilled = {}
        self.num_spilled = 0
        self.ended = []  # (site, start, duration), since the sums were last brought up to date
        self.suspended = 0.0
        self.suspended_at = None

    def inner_stamps(self):
        extend = self.log.extend

        def inner_start(site, value, bare=1, clock=perf_counter):
            if not bare:
                value = _HIDDEN.get(id(value), value)
            if not self.is_over:
                extend((site + _INNER, clock()))
            return value

        def inner_end(site, value, clock=perf_counter):
            if not self.is_over:
                extend((-_INNER - site, clock()))
                if len(self.log) > _LONGEST_LOG:
                    self.play()
            return value

        return inner_start, inner_end

    def pauses(self):
        def pause(value):
            self.suspended_at = perf_counter()
            return value

        def resume(value):
            if self.suspended_at is not None:
                self.suspended += perf_counter() - self.suspended_at
                self.suspended_at = None
            return value

        return pause, resume

    def count(self, call, now):
        site, start = call
        self.ended.append((site, start, now - start))

    def close_nested(self, num_left, now):
        while len(self.nested) > num_left:
            self.count(self.nested.pop(), now)

    def close_all(self, now):
        self.close_nested(0, now)
        if self.open is not None:
            self.count(self.open, now)
            self.open = None

    def play(self):
        """Work off the log."""
        with self.function._lock:
            self._play()

    def _play(self):
        log = self.log
        entries = log[:]  # The stamps may go on writing.
        del log[: len(entries)]
        codes = iter(entries)
        for code, now in zip(codes, codes):
            if code == _END:
                self.close_all(now)
            elif code >= _INNER:
                self.nested.append((code - _INNER, now))
            elif code >= 0:
                self.close_all(now)
                self.open = (code, now)
            else:
                site = -_INNER - code
                for index in range(len(self.nested) - 1, -1, -1):
                    if self.nested[index][0] == site:
                        self.close_nested(index, now)
                        break
        self.settle()

    def settle(self):
        """Bring the sums up to date."""
        function = self.function
        ended, self.ended = self.ended, []
        with function._lock:
            for site, _, duration in ended:
                _add(function._sums[site], duration)
        if function._keeps_events:
            room = _MAX_EVENTS - len(self.events)
            self.events += ended[:room] if room > 0 else []
            for site, _, duration in ended[max(room, 0) :]:
                self.spilled[site] = self.spilled.get(site, 0.0) + duration
                self.num_spilled += 1

    def finish(self, now):
        self.is_over = True
        function = self.function
        function.replays.discard(self)
        with function._lock:
            self._play()
            self.close_all(now)
            self.settle()
        if self.suspended_at is not None:
            self.suspended += now - self.suspended_at
            self.suspended_at = None
        if function._log is not None and self.keeps_events:
            function._log.add_run(function, self, now)
        events = [(site, start - self.begin, length) for site, start, length in self.events]
        function._end_run(now - self.begin - self.suspended, events, self.spilled)


class EventLog:
    """EventLog(limit, sink); see `weft._native.EventLog`. Its ticks are nanoseconds."""

    def __init__(self, limit, sink):
        self.start = 0
        self.dropped = (0, 0)
        self._sink = sink
        self._left = limit
        self._lines = []
        self._size = 0
        self._written = perf_counter()
        self._functions = {}
        self._threads = {}
        self._num_numbers = 0  # Of both together.
        self._lock = RLock()

    def _add(self, line):
        self._lines.append(line)
        self._size += len(line)

    def flush(self):
        with self._lock:
            lines, self._lines = self._lines, []
            self._size = 0
            self._written = perf_counter()
            if lines:
                try:
                    self._sink.write(b"".join(lines))
                except RecursionError:
                    self._lines[:0] = lines
                    self._size += sum(map(len, lines))
                    raise

    def moment(self):
        now = _nanoseconds(perf_counter())
        return now, now

    def add_run(self, function, replay, now):
        try:
            with self._lock:
                if self._take_room(replay):
                    self._add_row(function, replay, now)
        except KeyboardInterrupt:
            interrupt_main()  # It would get no further than here.

    def _take_room(self, replay):
        runs, calls = self.dropped
        calls += replay.num_spilled
        num_events = 1 + len(replay.events)
        has_room = num_events <= self._left
        self._left -= num_events if has_room else self._left
        self.dropped = (runs, calls) if has_room else (runs + 1, calls + num_events - 1)
        return has_room

    def _add_row(self, function, replay, now):
        try:
            self._add(self._row(function, replay, now))
        except RecursionError:
            runs, calls = self.dropped
            self.dropped = runs + 1, calls + len(replay.events)
            return
        if self._size >= _WRITE_AT or now - self._written >= 1.0:
            try:
                self.flush()
            except RecursionError:
                pass  # There is no room for one more call; the next run tries again.

    def _row(self, function, replay, now):
        begin = _nanoseconds(replay.begin)
        numbers = [
            self._number(self._functions, function, self._sink.describe, function),
            self._number(self._threads, get_ident(), self._sink.thread),
            begin,
            _nanoseconds(now) - begin,
            _nanoseconds(replay.suspended),
        ]
        for site, start, duration in replay.events:
            at = _nanoseconds(start)
            end = _nanoseconds(start + duration)
            numbers += (site, max(at - begin, 0), end - at)
        return b"[%s]\n" % ",".join(map(str, numbers)).encode()

    def _number(self, numbers, key, tell, *args):
        """Return the number of a function or thread: a key has one once its line is there."""
        number = numbers.get(key)
        if number is None:
            number = self._num_numbers
            self._num_numbers += 1
            self._add(tell(*args, number))
            numbers[key] = number
        return number


def _nanoseconds(seconds):
    return int(seconds * 1e9)
