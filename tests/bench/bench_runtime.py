"""What profiling costs at run time. `./dev bench runtime` builds what this needs.

    bench_runtime.py --weft FILE --runtime FOLDER [--repeat N] [--only VERSION]

Rewrites small functions and times them beside the originals, interleaved, in one process for
each interpreter and clock; prints ratios of the minima, each beside its bar. What
recompyle 0.2 adds is measured by a stand-in that does the same work; sys.monitoring has
callbacks in C. Then imports packages through the hook and without. Where a bar is missed, the
exit code is 1.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "oracle"))

import pythons  # noqa: E402

KINDS = ("f(x)", "len(l)", "d.get(x)", "o.m(x)", "A(x)", "g(x, b=1)", "other(0, val2=1)")
FUNCTIONS = ("f(x)", "len(l)", "A(x)", "g(x, b=1)", "other(0, val2=1)")
METHODS = ("d.get(x)", "o.m(x)")
# The bars in nanoseconds are of a machine whose unmodified `f(x)` takes so long.
CALL = 16.0


class Table:
    def __init__(self):
        self.num_missed = 0

    def row(self, name, what, value, bar, is_bar=True):
        is_met = value <= bar
        self.num_missed += is_bar and not is_met
        mark = "ok" if is_met else "MISSED" if is_bar else "over"
        print("  %-4s %-60s %7.3f   bar %6.3f   %s" % (name, what, value, bar, mark), flush=True)

    def least(self, value):
        """What the row above would read if stamps read the clock and did nothing else."""
        what = "of it, stamps that only read the clock"
        print("  %-4s   %-58s %7.3f" % ("", what, value), flush=True)

    def worst(self, name, what, values, bar, is_bar=True):
        """A row for the kind of call that fares worst, with the best beside it."""
        kind = max(values, key=values.get)
        what = "%s: %s (least: %.2f)" % (what, kind, min(values.values()))
        self.row(name, what, values[kind], bar, is_bar)


class Figures:
    """What one process measured."""

    def __init__(self, found):
        self.clock = found["clock"]
        self.promises = found.get("promises")
        self.times = found["times"]
        self.unit = self.times["f(x)"]["plain"]

    def added(self, row, kind):
        return self.times[row][kind] - self.times[row]["plain"]

    def calls(self, kind, other=None):
        """What `kind` adds to each kind of call: in calls of f(x), or of what `other` adds."""
        return {
            row: self.added(row, kind) / (self.unit if other is None else self.added(row, other))
            for row in KINDS
        }

    def ratio(self, row, kind, other="plain"):
        return self.times[row][kind] / self.times[row][other]

    def share(self, row, kind, other):
        return self.added(row, kind) / self.added(row, other)

    def has(self, kind):
        return kind in self.times["f(x)"]


def measure(python, weft, paths, repeat, **more):
    """Run the child under `python`, with `paths` to import `weft` from; return its Figures."""
    environment = dict(os.environ, PYTHONPATH=paths, WEFT=weft, PYTHONDONTWRITEBYTECODE="1")
    environment.update({name: value for name, value in more.items() if value})
    child = os.path.join(HERE, "bench_runtime_child.py")
    command = [python.path, child, str(repeat), "--promises"]
    run = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    return Figures(json.loads(run.stdout))


def report_imports(table, python, paths, repeat):
    """What the hook costs: packages of the standard library, imported through it and without."""
    child = os.path.join(HERE, "bench_imports_child.py")
    environment = dict(os.environ, PYTHONPATH=paths)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [python.path, "-B", child, str(repeat)]
    run = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    found = json.loads(run.stdout)
    warm, cold = found["warm"], found["cold"]
    # What rewritten modules do more than their originals is theirs, not the hook's: wrapped
    # calls of module and class bodies, and the table of what is profiled.
    for way, what, is_bar in (
        ("hook", "nothing rewritten", True),
        ("wrap", "all calls wrapped", False),
        ("profile", "all functions profiled", False),
    ):
        what = "import of %d modules, %s, of CPython's" % (found["modules"], what)
        table.row("warm", what, warm[way] / warm["plain"], 1.05, is_bar)
    for way, what in (("wrap", "all calls wrapped"), ("profile", "all functions profiled")):
        seconds, of_cpython = cold[way]
        print(
            "  cold the same, %s: %.2f of CPython's; CPython's own parsing and compiling is %.2f of it"
            % (what, seconds / found["cold_plain"], of_cpython / seconds),
            flush=True,
        )


def build_monitor(python, folder):
    """Build monitor.c; return its folder, or "" where that fails."""
    code = "import sysconfig as s; print(s.get_path('include')); print(s.get_config_var('EXT_SUFFIX'))"
    include, suffix = subprocess.check_output([python.path, "-c", code]).decode().split()
    folder = os.path.join(folder, python.label.split()[-1])
    os.mkdir(folder)
    source = os.path.join(HERE, "monitor.c")
    target = os.path.join(folder, "monitor" + suffix)
    command = [os.environ.get("CC", "cc"), "-O2", "-shared", "-fPIC"]
    try:
        subprocess.run(command + ["-I", include, source, "-o", target], check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return folder


def report(table, version, native, gettime, fallback):
    row, worst = table.row, table.worst
    print("  clock: %s" % native.clock)
    worst("B1", "added to a call, in f(x)", native.calls("profiled"), 2.2)
    if native.has("least"):
        table.least(max(native.calls("least").values()))
    # Monitoring of 3.14 is close, and only told of.
    old = version < (3, 14)
    if native.has("monitored"):
        bar = 0.8 if old else 1.15
        worst("B2", "of sys.monitoring's", native.calls("profiled", "monitored"), bar, old)
    bar = 1 / 8 if version >= (3, 11) and old else 1 / 7
    worst("B3", "of recompyle's", native.calls("profiled", "through"), bar, version >= (3, 11))
    if native.has("least"):
        table.least(max(native.calls("least", "through").values()))
    worst("B4", "added with clock_gettime, in f(x)", gettime.calls("profiled"), 65 / CALL)
    row("B5", "a run, of an unmodified one", native.ratio("run", "profiled"), 3.0)
    row("B5", "what a run adds, of recompyle's", native.share("run", "profiled", "through"), 1 / 4)
    row("B6", "handler of 32 calls, of the unmodified one", native.ratio("handler", "profiled"), 1.25)
    if native.has("least"):
        table.least(native.ratio("handler", "least"))
    row("B6", "what it adds, of recompyle's", native.share("handler", "profiled", "through"), 1 / 15)
    if native.has("monitored"):
        share = native.share("handler", "profiled", "monitored")
        row("B7", "what it adds, of sys.monitoring's", share, 0.7 if old else 0.9, old)
    worst("B8", "pure Python, of recompyle's", fallback.calls("profiled", "through"), 0.6)
    worst("B8", "pure Python, in f(x)", fallback.calls("profiled"), 125 / CALL)
    # The bars are of functions. A method costs more, for as an argument it has to be made first.
    for what, clones, bar in (
        ("arity clone, of a wrapper's", native.calls("clone", "generic"), 0.5),
        ("arity clone, in f(x)", native.calls("clone"), 35 / CALL),
    ):
        worst("B9", what, {kind: clones[kind] for kind in FUNCTIONS}, bar)
        worst("B9", what, {kind: clones[kind] for kind in METHODS}, bar, False)
    row("B10", "a call that raises: added, in f(x)",
        native.added("raising", "profiled") / native.unit, 50 / CALL)
    promises = native.promises
    row("B11", "levels of recursion that are lost", promises["levels"], 1 if version < (3, 12) else 0)
    for what, figures in (("native", native), ("pure Python", fallback)):
        row("B12", "calls miscounted in threads and coroutines, " + what,
            figures.promises["miscounted"], 0)
        row("B13", "of 200 callees kept alive, " + what, figures.promises["kept"], 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--weft", required=True)
    parser.add_argument("--runtime", required=True, help="the folder with the native package")
    parser.add_argument("--repeat", type=int, default=300)
    parser.add_argument("--only", default="", help="interpreters whose version starts so")
    args = parser.parse_args()
    pure = os.path.join(HERE, "..", "..", "src", "runtime")
    table = Table()
    with tempfile.TemporaryDirectory(prefix="weft-bench-") as folder:
        for python in pythons.all_pythons():
            if python.version < (3, 9) or not python.label.startswith("Python " + args.only):
                continue
            print(python.label, flush=True)
            monitor = build_monitor(python, folder)
            native = measure(python, args.weft, args.runtime, args.repeat, MONITOR=monitor)
            if native.clock == "none":
                print("  no native module for it")
                continue
            repeat = max(args.repeat // 3, 1)
            clock = measure(python, args.weft, args.runtime, repeat, WEFT_CLOCK="monotonic")
            fallback = measure(python, args.weft, pure, repeat)
            report(table, python.version[:2], native, clock, fallback)
            report_imports(table, python, args.runtime, max(args.repeat // 10, 5))
    if table.num_missed:
        print("%d bars missed" % table.num_missed)
    return 1 if table.num_missed else 0


if __name__ == "__main__":
    sys.exit(main())
