"""The part of bench_runtime.py that runs under each interpreter; prints JSON."""

import json
import os
import subprocess
import sys
from time import perf_counter_ns

from weft import profiling

CALLS = ["f(x)", "len(l)", "d.get(x)", "o.m(x)", "A(x)", "g(x, b=1)", "other(0, val2=1)"]
UNROLLED = 10
LOOPS = 40

COMMON = '''
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
def run_loop_plain(it, x, l, d, o):
    for _ in it: %s
def run_profiled(a): return a
def run_loop_profiled_caller(it, x, l, d, o):
    for _ in it: %s
''' % ("; ".join(["run_plain(x)"] * UNROLLED), "; ".join(["run_profiled(x)"] * UNROLLED))

HANDLER = '''
def handler_%s(it, x, l, d, o):
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
'''


def source():
    parts = [COMMON]
    for suffix in ("plain", "profiled"):
        for number, call in enumerate(CALLS):
            parts.append("def call%d_%s(it, x, l, d, o):\n    for _ in it: %s\n"
                         % (number, suffix, "; ".join([call] * UNROLLED)))
        parts.append("def raising_%s(it, x, l, d, o):\n    for _ in it:\n" % suffix)
        parts.append("        try: boom(x)\n        except ValueError: pass\n" * UNROLLED)
        parts.append(HANDLER % suffix)
    return "\n".join(parts)


def main():
    repeat = int(sys.argv[1])
    rewritten = subprocess.run(
        [os.environ["WEFT"], "profile", "-q", "--in", "*_profiled", "-"],
        input=source().encode(), stdout=subprocess.PIPE, check=True,
    ).stdout.decode()
    space = {"__name__": "bench"}
    exec(compile(rewritten, "bench", "exec"), space)
    values = (1, [1, 2], {1: 2}, space["O"]())
    best = {}

    names = ["empty", "run_loop_plain", "run_loop_profiled_caller"]
    for suffix in ("plain", "profiled"):
        names += ["call%d_%s" % (n, suffix) for n in range(len(CALLS))]
        names += ["raising_" + suffix, "handler_" + suffix]
    for _ in range(repeat):
        for name in names:
            function = space[name]
            loops = range(LOOPS)
            start = perf_counter_ns()
            if name.startswith("handler"):
                for _ in loops:
                    function(loops, *values)
            else:
                function(loops, *values)
            time = perf_counter_ns() - start
            best[name] = min(time, best.get(name, time))

    def each(name):
        return (best[name] - best["empty"]) / (LOOPS * UNROLLED)

    def pair(plain, profiled, time):
        return {"plain": time(plain), "profiled": time(profiled)}

    clock = "none"
    if profiling.is_native:
        from weft import _native

        clock = _native.clock
    print(json.dumps({
        "clock": clock,
        "two_reads": two_reads(),
        "calls": {
            call: pair("call%d_plain" % n, "call%d_profiled" % n, each)
            for n, call in enumerate(CALLS)
        },
        "invocation": pair("run_loop_plain", "run_loop_profiled_caller", each),
        "raising": pair("raising_plain", "raising_profiled", each),
        "handler": pair("handler_plain", "handler_profiled", lambda name: best[name] / LOOPS),
    }))


def two_reads():
    """What one call of a recorded function takes at least: its shortest time, in ns, twice."""
    function = profiling.Function("clock", 1, (("nothing", 1),))
    best = 1e9
    for _ in range(200):
        run = function.enter()
        start, end = run.stamps
        end(start(0, None))
        run.close()
        best = min(best, function.stats()[1][0][2] * 1e9)
        function.clear()
    return best


if __name__ == "__main__":
    main()
