"""Runs in pure Python whose calls are only summed up: the usual case of `weft._fallback`.

A call costs what its two stamps do, which are calls of Python functions themselves; so all
that can wait does, until somebody asks for the sums or there are many calls to add.
"""

from _thread import interrupt_main, start_new_thread

# A program may put others in their place, which may be profiled.
from builtins import hasattr, id, len, max, min, sum, zip
from time import perf_counter

_CALLS_AT_ONCE = 1024  # That are kept before they are added to the sums.


class Recorder:
    """Two stamps and what they have written: for one run at a time, and then for another.

    `sums` has a list [count, total, shortest, longest] for each site, guarded by `lock`.
    `stand_ins` are values to be shown in place of others, by the id of those.
    """

    __slots__ = ("begin", "finish", "settle", "stamps")

    def __init__(self, sums, lock, stand_ins):
        # All that the stamps need are variables of this closure: defaults of parameters make
        # a call slower on Python 3.11 and later.
        clock = perf_counter
        lists = [[] for _ in sums]  # By site: the lengths of the calls that have ended.
        ignored = [[]] * len(lists)
        current = ignored  # The one or the other: whether there is a run.
        lengths = None  # That the open call's length goes to.
        started = 0.0
        left = _CALLS_AT_ONCE

        def start(site, value, bare=True):
            nonlocal lengths, started
            if not bare:
                value = stand_ins.get(id(value), value)
            if lengths is None:
                lengths = current[site]
                started = clock()
                return value
            # It was the operand that has just been evaluated, or has raised.
            now = clock()
            lengths.append(now - started)
            lengths = current[site]
            started = now
            return value

        def end(value):
            nonlocal left, lengths
            if lengths is not None:
                lengths.append(clock() - started)
                lengths = None
                left -= 1
                if not left:
                    left = _CALLS_AT_ONCE
                    settle()
            return value

        def begin():
            nonlocal current
            current = lists

        def finish(now):
            nonlocal current, lengths
            if lengths is not None:
                lengths.append(now - started)
                lengths = None
            current = ignored

        def settle():
            with lock:
                for each in ignored[:1]:
                    each.clear()
                for total, each in zip(sums, lists):
                    taken = each[:]  # The stamps of another thread may go on writing.
                    if taken:
                        del each[: len(taken)]
                        total[0] += len(taken)
                        total[1] += sum(taken)
                        total[2] = min(total[2], min(taken))
                        total[3] = max(total[3], max(taken))

        self.stamps = start, end
        self.begin = begin
        self.finish = finish
        self.settle = settle


def interrupt_later():
    """Let an interrupt that a `__del__` has caught come again, outside of it."""
    start_new_thread(interrupt_main, ())


class Run:
    """A run; it ends when this object goes, or by `close()`. Then `ended(seconds)` is called.

    `free` are the recorders that no run has.
    """

    __slots__ = ("_begin", "_ended", "_free", "_recorder", "stamps")

    def __init__(self, recorder, free, ended):
        self._free = free
        self._ended = ended
        self.stamps = recorder.stamps
        recorder.begin()
        self._recorder = recorder
        self._begin = perf_counter()

    def close(self):
        now = perf_counter()
        if self._ended is not None:
            ended, self._ended = self._ended, None
            self._recorder.finish(now)
            ended(now - self._begin)

    def __del__(self):
        # Without its begin there was no run.
        if hasattr(self, "_begin"):
            try:
                self.close()
                self._free.append(self._recorder)
            except RecursionError:
                pass  # There is no room for one more call: this run does not count.
            except KeyboardInterrupt:
                interrupt_later()
