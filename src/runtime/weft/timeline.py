"""Runs and calls in time, for speedscope and for Chrome's trace viewer.

Both want the spans of a lane to nest. Those of a thread do, but for what is suspended:
generators and coroutines. Each of their runs that does not nest goes to a lane beside.
"""

import os

__all__ = ["chrome", "speedscope"]


class _Span:
    """A run, or a call in one: `site` is None for a run."""

    __slots__ = ("begin", "end", "run", "run_number", "site")

    def __init__(self, begin, end, run, run_number, site=None):
        self.begin = begin
        self.end = end
        self.run = run
        self.run_number = run_number
        self.site = site

    def frame(self):
        """Return (name, file, line)."""
        function = self.run.function
        if self.site is None:
            return "%s:%s" % (function.module, function.name), function.file, function.line
        text, line = function.sites[self.site]
        return text, function.file, line


def _spans(runs):
    """Return the spans of one thread, what is outside first."""
    keyed = []
    for number, run in enumerate(runs):
        # Of two that begin and end together, the inner one ended first.
        keyed.append((run.begin, -run.end, -number, 0, _Span(run.begin, run.end, run, number)))
        for order, (site, begin, end) in enumerate(run.calls):
            begin = max(begin, run.begin)
            end = max(min(end, run.end), begin)
            span = _Span(begin, end, run, number, site)
            keyed.append((begin, -end, -number, len(run.calls) - order, span))
    keyed.sort(key=lambda each: each[:4])
    return [each[4] for each in keyed]


class _Lane:
    """Spans that nest: `stack` are those that are open, the innermost last."""

    def __init__(self):
        self.stack = []
        self.spans = []

    def advance(self, time):
        """Close what has ended; return what has not."""
        _close(self.stack, time)
        return self.stack

    def push(self, span):
        self.stack.append(span)
        self.spans.append(span)


def _close(stack, time):
    """Take from `stack` what has ended before `time`, or then; return that."""
    closed = []
    while stack and (stack[-1].end < time or stack[-1].end == time > stack[-1].begin):
        closed.append(stack.pop())
    return closed


def _lanes(runs):
    """Return lists of spans, what is outside first, for the runs of one thread."""
    spans = _spans(runs)
    apart = set()  # Numbers of the runs that do not nest.
    while True:
        lanes = [_Lane()]
        lane_of = {}  # By number of a run.
        num_apart = len(apart)
        for span in spans:
            if span.site is None:
                lane = lane_of[span.run_number] = _lane_of_run(span, lanes, apart)
            else:
                lane = _lane_of_call(span, lanes, lane_of[span.run_number], apart)
            lane.push(span)
        if len(apart) == num_apart:
            return [lane.spans for lane in lanes if lane.spans]


def _lane_of_run(span, lanes, apart):
    """It belongs to what was entered last."""
    best = None
    if span.run_number not in apart:
        for lane in lanes:
            stack = lane.advance(span.begin)
            if stack and stack[-1].end >= span.end:
                if best is None or stack[-1].begin > best.stack[-1].begin:
                    best = lane
        if best is None and not lanes[0].stack:
            best = lanes[0]
    return best or _free_lane(lanes, span.begin)


def _lane_of_call(span, lanes, lane, apart):
    stack = lane.advance(span.begin)
    own = len(stack) - 1
    while own >= 0 and stack[own].run_number != span.run_number:
        own -= 1
    above = stack[own + 1 :]
    if own >= 0 and stack[own].site is None and above:
        # The run goes on, so what it has entered and not left is suspended.
        apart.update(other.run_number for other in above)
    elif own >= 0 and stack[-1].end >= span.end:
        # Perhaps a call in nested code, which others call while a call of the run is open.
        return lane
    return _free_lane(lanes, span.begin)


def _free_lane(lanes, time):
    for lane in lanes[1:]:
        if not lane.advance(time):
            return lane
    lanes.append(_Lane())
    return lanes[-1]


def _threads(files):
    """Yield (file, name of a lane, spans) for each lane of each thread."""
    for file in files:
        runs = {}
        for run in file.runs:
            runs.setdefault(run.thread, []).append(run)
        for thread in sorted(runs):
            name = file.threads.get(thread, "thread %d" % thread)
            for number, spans in enumerate(_lanes(runs[thread])):
                yield file, name if number == 0 else "%s, suspended %d" % (name, number), spans


def _begin(files):
    return min((run.begin for file in files for run in file.runs), default=0)


def _program(file):
    return "%s %d" % (os.path.basename(file.program) or "python", file.pid)


def speedscope(files):
    """Return the JSON of speedscope: an evented profile for each thread."""
    zero = _begin(files)
    frames = {}
    profiles = []
    for file, name, spans in _threads(files):
        events = []
        stack = []

        def close(closed):
            for span in closed:
                events.append(_event("C", frames[span.frame()], span.end - zero))

        for span in spans:
            close(_close(stack, span.begin))
            stack.append(span)
            frame = frames.setdefault(span.frame(), len(frames))
            events.append(_event("O", frame, span.begin - zero))
        close(reversed(stack))
        profiles.append(
            {
                "type": "evented",
                "name": "%s, %s" % (_program(file), name),
                "unit": "nanoseconds",
                "startValue": 0,
                "endValue": max(event["at"] for event in events),
                "events": events,
            }
        )
    return {
        "$schema": "https://www.speedscope.app/file-format-schema.json",
        "name": ", ".join(dict.fromkeys(map(_program, files))),
        "exporter": "weft",
        "activeProfileIndex": 0,
        "shared": {"frames": [_frame(*frame) for frame in frames]},
        "profiles": profiles,
    }


def _event(kind, frame, at):
    return {"type": kind, "frame": frame, "at": at}


def _frame(name, file, line):
    frame = {"name": name, "line": line}
    if file is not None:
        frame["file"] = file
    return frame


def chrome(files):
    """Return the JSON of Chrome's trace viewer and Perfetto: complete events, in us."""
    zero = _begin(files)
    numbers = {}  # Two machines may have used the same number for a process.
    events = []
    num_lanes = 0
    for file, name, spans in _threads(files):
        if file not in numbers:
            taken = set(numbers.values())
            numbers[file] = file.pid if file.pid not in taken else max(taken) + 1
            events.append(_metadata("process_name", numbers[file], 0, _program(file)))
        pid = numbers[file]
        num_lanes += 1
        events.append(_metadata("thread_name", pid, num_lanes, name))
        for span in spans:
            text, path, line = span.frame()
            events.append(
                {
                    "name": text,
                    "cat": "run" if span.site is None else "call",
                    "ph": "X",
                    "pid": pid,
                    "tid": num_lanes,
                    "ts": (span.begin - zero) / 1000,
                    "dur": (span.end - span.begin) / 1000,
                    "args": {"file": path, "line": line},
                }
            )
    return {"traceEvents": events, "displayTimeUnit": "ns"}


def _metadata(kind, pid, tid, name):
    return {"name": kind, "ph": "M", "pid": pid, "tid": tid, "args": {"name": name}}
