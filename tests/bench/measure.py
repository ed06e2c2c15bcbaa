"""Runs child processes and compares their cost."""

import os
import subprocess
import sys
import tempfile
import threading
import time


class Cost:
    """What one run took. `peak` is in bytes; it cannot read lower than this process's own."""

    def __init__(self, wall, cpu, peak, code, output):
        self.wall = wall
        self.cpu = cpu
        self.peak = peak
        self.code = code
        self.output = output

    def best(self, other):
        if other is None:
            return self
        peak = max(self.peak, other.peak)
        return Cost(min(self.wall, other.wall), min(self.cpu, other.cpu), peak, self.code, "")


def run(command, codes=(0,), timeout=600):
    """Runs `command` to its end. Ends this process where its exit code is not one of `codes`."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        begin = time.perf_counter()
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors
        )
        alarm = threading.Timer(timeout, child.kill)
        alarm.start()
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begin
        alarm.cancel()
        code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status)
        child.returncode = code  # Waited for by hand; keeps Popen from trying again.
        if code not in codes:
            errors.seek(0)
            message = errors.read()[-2000:].decode(errors="replace")
            sys.exit("bench: exit code %d of %s\n%s" % (code, " ".join(command), message))
        output.seek(0)
        text = output.read(1_000_000).decode(errors="replace")
    cpu = usage.ru_utime + usage.ru_stime
    return Cost(wall, cpu, usage.ru_maxrss * 1024, code, text)


class Contestant:
    """One way to do the work. `run(chunk)` returns a Cost; `max_runs` keeps slow ones short."""

    def __init__(self, name, run, max_runs=10**9):
        self.name = name
        self.run = run
        self.max_runs = max_runs


class Total:
    """Sums over chunks of the least cost seen on each."""

    def __init__(self, costs):
        self.wall = sum(cost.wall for cost in costs)
        self.cpu = sum(cost.cpu for cost in costs)
        self.peak = max(cost.peak for cost in costs)


def race(contestants, chunks, rounds):
    """Interleaves the contestants there and back (ABC..CBA) on every chunk, `rounds` times.

    Sums of the minimum per chunk survive a busy machine; plain totals do not.
    """
    best = {contestant.name: [None] * len(chunks) for contestant in contestants}
    for turn in range(2 * rounds):
        order = [c for c in contestants if turn < c.max_runs]
        if turn % 2:
            order.reverse()
        for index, chunk in enumerate(chunks):
            for contestant in order:
                row = best[contestant.name]
                row[index] = contestant.run(chunk).best(row[index])
        progress("%d of %d" % (turn + 1, 2 * rounds))
    progress("")
    return {name: Total(costs) for name, costs in best.items()}


def progress(text):
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K" + text)
        sys.stderr.flush()


class Report:
    """Prints rows, and remembers whether a bar was missed."""

    def __init__(self):
        self.num_missed = 0

    def title(self, text):
        print("\n%s" % text)

    def row(self, name, *cells, bar=None, holds=None):
        line = "  %-46s" % name + "".join("%12s" % cell for cell in cells)
        if bar is not None:
            line += "   bar %s: %s" % (bar, "holds" if holds else "MISSED")
            self.num_missed += 0 if holds else 1
        print(line.rstrip(), flush=True)
