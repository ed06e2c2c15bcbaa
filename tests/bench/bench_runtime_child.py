"""The part of bench_runtime.py that runs under each interpreter; prints JSON.

Copies of the same small functions, interleaved in one process: plain, profiled, wrapped by
arity clones, calling through wrappers, and watched by sys.monitoring.
"""

import asyncio
import functools
import gc
import json
import linecache
import os
import subprocess
import sys
import threading
import time
import types
import weakref
from collections import defaultdict
from time import perf_counter_ns

import weft
from weft import profiling

CALLS = ["f(x)", "len(l)", "d.get(x)", "o.m(x)", "A(x)", "g(x, b=1)", "other(0, val2=1)"]
UNROLLED = 10
LOOPS = 40

COMMON = """
import json
def f(a): return a
def g(a, b=0): return a
def other(val, val2=2): return val
class A:
    def __init__(self, a): self.a = a
class O:
    def m(self, a): return a
def boom(a): raise ValueError
def empty(it, x, l, d, o):
    for _ in it: pass
def run_plain(a): return a
def run_profiled(a): return a
def run_through(a): return a
"""

HANDLER = """
def handler(it, x, l, d, o):
    data = json.loads('{"user": "ann", "items": [1, 2, 3], "tags": ["a", "b"]}')
    user = data.get("user").strip().upper()
    items = data.get("items")
    total = 0
    for item in items:
        total += f(item)
        l.append(str(item))
    tags = sorted(data.get("tags"))
    text = ",".join(tags).replace(",", ";").title()
    row = dict(user=user, total=total)
    row.update(text=text)
    seen = set(tags)
    seen.add(user)
    if len(seen) > max(1, len(tags)) and isinstance(user, str):
        row.setdefault("n", len(items))
    o.m(A(total))
    l.clear()
    g(total, b=len(text))
    out = json.dumps(row)
    return out.encode().decode().startswith("{")
"""


def measured():
    """The source of what is timed: functions (it, x, l, d, o)."""
    parts = [HANDLER]
    for number, call in enumerate(CALLS):
        calls = "; ".join([call] * UNROLLED)
        parts.append("def call%d(it, x, l, d, o):\n    for _ in it: %s\n" % (number, calls))
    # Once: some releases of Python look for the line of a call from the function's begin when
    # it raises, so that the time would be that of all lines above.
    parts.append("def raising(it, x, l, d, o):\n    for _ in it:\n")
    parts.append("        try: boom(x)\n        except ValueError: pass\n")
    return "".join(parts)


def runs():
    """The source of loops over functions whose runs are timed."""
    text = ""
    for kind in ("plain", "profiled", "through"):
        calls = "; ".join(["run_%s(x)" % kind] * UNROLLED)
        text += "def run_loop_%s(it, x, l, d, o):\n    for _ in it: %s\n" % (kind, calls)
    return text


def rewritten(source, *arguments):
    command = [os.environ["WEFT"], *arguments, "-"]
    return subprocess.run(
        command, input=source.encode(), stdout=subprocess.PIPE, check=True
    ).stdout.decode()


def pass_on(callee, *args, **kwargs):
    return callee(*args, **kwargs)


class Through:
    """Times calls by a wrapper that all of them go through, as recompyle 0.2 does.

    That is a stand-in for it: the same work for a call and for a run, and nothing else. So
    the clock is looked up in its module each time, and what is kept are variables of a closure.
    """

    def __init__(self):
        self.lengths = defaultdict(list)

    def call(self):
        lengths = self.lengths
        names = {}

        def name(callee):
            try:
                return names[callee]
            except KeyError:
                pass
            names[callee] = getattr(callee, "__qualname__", type(callee).__name__)
            return names[callee]

        def call(callee, *args, **kwargs):
            begin = time.perf_counter()
            try:
                return callee(*args, **kwargs)
            finally:
                end = time.perf_counter()
                lengths[name(callee)].append(end - begin)

        return call

    def run(self, function, limit=10.0, below=None, above=print):
        lengths = self.lengths

        @functools.wraps(function)
        def run(*args, **kwargs):
            begin = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                length = time.perf_counter() - begin
                if below is not None and length < limit:
                    below(length, limit, lengths.copy(), function)
                elif above is not None and length >= limit:
                    above(length, limit, lengths.copy(), function)
                lengths.clear()

        return run


class Copies:
    """The same functions, made once for each way; `spaces` has their namespaces."""

    def __init__(self):
        self.through = Through()
        helpers = types.ModuleType("bench_wrappers")
        helpers.call = self.through.call()
        helpers.pass_on = pass_on
        sys.modules["bench_wrappers"] = helpers
        base = {"__name__": "bench"}
        exec(rewritten(COMMON + runs(), "profile", "-q", "--in", "run_profiled"), base)
        base["run_through"] = self.through.run(base["run_through"])
        self.base = base
        source = measured()
        self.spaces = {
            "plain": self.load(source),
            "profiled": self.load(rewritten(source, "profile", "-q", "--in", "*")),
            "generic": self.load(rewritten(source, "wrap", "-q", "--with", "bench_wrappers:pass_on")),
            "through": self.load(rewritten(source, "wrap", "-q", "--with", "bench_wrappers:call")),
        }
        self.spaces["through"]["handler"] = self.through.run(self.spaces["through"]["handler"])
        if profiling.is_native:
            self.spaces["clone"] = self.load_decorated(source)
        if os.environ.get("MONITOR"):
            self.spaces["least"] = self.load_least(source)
            if hasattr(sys, "monitoring"):
                self.spaces["monitored"] = self.load_monitored(source)

    def load(self, source, name="bench"):
        space = dict(self.base)
        exec(compile(source, name, "exec"), space)
        return space

    def load_decorated(self, source):
        lines = [line + "\n" for line in source.split("\n")]
        linecache.cache["decorated"] = (len(source), None, lines, "decorated")
        space = self.load(source, "decorated")
        for name in ["handler"] + ["call%d" % number for number in range(len(CALLS))]:
            space[name] = weft.wrap_calls(wrapper=pass_on)(space[name])
        return space

    def load_least(self, source):
        """Stamps that read the clock and do nothing else: the least that stamps can cost."""
        import monitor

        class Run:
            stamps = monitor.tick, monitor.tock

        stamps = types.ModuleType("bench_stamps")
        stamps.profile = lambda module, limit, shapes, text: (lambda: Run,) * len(shapes)
        sys.modules["bench_stamps"] = stamps
        text = rewritten(source, "profile", "-q", "--in", "*")
        return self.load(text.replace("from weft.runtime import", "from bench_stamps import", 1))

    def load_monitored(self, source):
        """Local events: calls in the functions that are timed, returns in what they call."""
        import monitor

        space = self.load(COMMON + source)
        monitoring = sys.monitoring
        events = monitoring.events
        tool = monitoring.PROFILER_ID
        monitoring.use_tool_id(tool, "bench")
        monitoring.register_callback(tool, events.CALL, monitor.call)
        for event in (events.C_RETURN, events.C_RAISE, events.PY_RETURN):
            monitoring.register_callback(tool, event, monitor.returned)
        for name in ["handler"] + ["call%d" % number for number in range(len(CALLS))]:
            monitoring.set_local_events(tool, space[name].__code__, events.CALL)
        callees = space["f"], space["g"], space["other"], space["A"].__init__, space["O"].m
        for callee in callees:
            monitoring.set_local_events(tool, callee.__code__, events.PY_RETURN)
        return space

    def clear(self):
        """What recompyle forgets after each run; nobody measures a list that grows for ever."""
        self.through.lengths.clear()


def measure(copies, repeat):
    """Return the least time of each function, as {(name, kind): nanoseconds}.

    Of the wall clock: what a thread is charged for on a virtual machine is corrected afterwards
    for what others took, and so may come out as half of what it was.
    """
    base = copies.base
    timed = {("empty", "plain"): base["empty"]}
    for kind in ("plain", "profiled", "through"):
        timed["run", kind] = base["run_loop_" + kind]
    for kind, space in copies.spaces.items():
        for name in ["handler"] + ["call%d" % number for number in range(len(CALLS))]:
            timed[name, kind] = space[name]
        if kind in ("plain", "profiled"):
            timed["raising", kind] = space["raising"]
    best = {}
    for _ in range(repeat):
        for key, function in timed.items():
            values = (1, [1, 2], {1: 2}, copies.spaces[key[1]]["O"]())
            loops = range(LOOPS * UNROLLED if key[0] == "raising" else LOOPS)
            start = perf_counter_ns()
            if key[0] == "handler":
                for _ in loops:
                    function(loops, *values)
            else:
                function(loops, *values)
            time = perf_counter_ns() - start
            best[key] = min(time, best.get(key, time))
        copies.clear()
    return best


def result(best):
    def each(name, kind):
        if name == "handler":
            return best[name, kind] / LOOPS
        return (best[name, kind] - best["empty", "plain"]) / (LOOPS * UNROLLED)

    found = {}
    for name, kind in best:
        if name != "empty":
            row = CALLS[int(name[4:])] if name.startswith("call") else name
            found.setdefault(row, {})[kind] = each(name, kind)
    return found


DEEP = """
import asyncio
def leaf(x): return x
def dive(n):
    global deepest
    deepest = n
    dive(n + 1)
def recur(n): leaf(n); return n and recur(n - 1)
async def wait(n):
    for i in range(n):
        leaf(await asyncio.sleep(0, i))
"""


def promises():
    """What has to be exact: numbers that are 0 if it is."""
    plain, deep = {}, {"__name__": "deep"}
    exec(DEEP, plain)
    before = len(profiling.functions())
    exec(rewritten(DEEP, "profile", "-q", "--in", "*"), deep)
    functions = {each.name: each for each in profiling.functions()[before:]}

    def depth(space):
        try:
            space["dive"](0)
        except RecursionError:
            return space["deepest"]

    old = sys.getrecursionlimit()
    sys.setrecursionlimit(200_000 if sys.version_info >= (3, 11) and profiling.is_native else old)
    levels = depth(plain) - depth(deep)
    sys.setrecursionlimit(old)

    def count(name):
        (runs, *_), sites = functions[name].stats()
        calls = sum(row[0] for site, row in zip(functions[name].sites, sites) if site[0] == "leaf")
        functions[name].clear()
        return runs, calls

    switch = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    threads = [threading.Thread(target=lambda: [deep["recur"](20) for _ in range(50)])
               for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.setswitchinterval(switch)
    wrong = abs(count("recur")[1] - 8 * 50 * 21)

    async def main():
        await asyncio.gather(*(deep["wait"](20) for _ in range(50)))

    asyncio.run(main())
    wrong += abs(count("wait")[1] - 50 * 20)

    class Big:
        def m(self):
            return 1

    space = {"__name__": "kept"}
    exec(rewritten("def f(o): return o.m()\n", "profile", "-q", "--in", "*"), space)
    kept = []
    for _ in range(200):
        big = Big()
        kept.append(weakref.ref(big))
        space["f"](big)
    del big
    gc.collect()
    return {
        "levels": levels,
        "miscounted": wrong,
        "kept": sum(ref() is not None for ref in kept),
    }


def main():
    repeat = int(sys.argv[1])
    clock = "none"
    if profiling.is_native:
        from weft import _native

        clock = _native.clock
    found = {"clock": clock}
    if os.environ.get("MONITOR"):
        sys.path.insert(0, os.environ["MONITOR"])
    found["times"] = result(measure(Copies(), repeat))
    if "--promises" in sys.argv:
        found["promises"] = promises()
    print(json.dumps(found))


if __name__ == "__main__":
    main()
