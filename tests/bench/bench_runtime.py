"""What profiling costs at run time. `./dev bench runtime` builds what this needs.

    bench_runtime.py --weft FILE --runtime FOLDER [--repeat N] [--all]

Rewrites small functions by `weft profile` and times them beside the originals, interleaved,
in one process for each interpreter; prints ratios of the minima, each beside its bar. Where
a bar is missed, the exit code is 1.
"""

import argparse
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "oracle"))

import pythons  # noqa: E402

KINDS = ("f(x)", "len(l)", "d.get(x)", "o.m(x)", "A(x)", "g(x, b=1)", "other(0, val2=1)")
# What recompyle 0.2.1 adds to a call of each kind, in units of an unmodified `f(x)` of the
# same process; measured once, when the same callables are called again and again.
RECOMPYLE = {
    (3, 11): (14.1, 13.2, 16.0, 17.9, 14.8, 20.5, 19.5),
    (3, 12): (15.4, 16.3, 19.6, 21.1, 15.4, 22.8, 22.1),
    (3, 13): (16.9, 16.5, 20.1, 21.0, 19.0, 21.8, 22.3),
}
CALL_BAR = 2.2  # B1: added, in calls of f(x)
RECOMPYLE_BAR = 1 / 8  # B3: of what recompyle adds
INVOCATION_BAR = 3.0  # B5: of an unmodified f(x)
HANDLER_BAR = 1.25  # B6: of the unmodified function
FALLBACK_BAR = 0.6  # B8: of what recompyle adds


def measure(python, weft, paths, repeat):
    """Run the child under `python`, with `paths` to import `weft` from; return its figures."""
    environment = dict(os.environ, PYTHONPATH=paths, WEFT=weft, PYTHONDONTWRITEBYTECODE="1")
    child = os.path.join(HERE, "bench_runtime_child.py")
    run = subprocess.run(
        [python.path, child, str(repeat)], env=environment, stdout=subprocess.PIPE, check=True
    )
    return json.loads(run.stdout)


class Table:
    def __init__(self):
        self.num_missed = 0

    def row(self, name, what, value, bar, is_bar=True):
        is_met = value <= bar
        self.num_missed += is_bar and not is_met
        mark = "ok" if is_met else "MISSED" if is_bar else "over"
        print("  %-4s %-46s %7.3f   bar %6.3f   %s" % (name, what, value, bar, mark))


def report(table, version, native, fallback):
    recompyle = dict(zip(KINDS, RECOMPYLE.get(version, ())))
    unit = native["calls"]["f(x)"]["plain"]
    print("  clock: %s; two readings take %.2f calls of f(x)" % (native["clock"], native["two_reads"] / unit))
    for kind, times in native["calls"].items():
        added = (times["profiled"] - times["plain"]) / unit
        table.row("B1", "%s: added, in calls of f(x)" % kind, added, CALL_BAR)
        if recompyle:
            share = added / recompyle[kind]
            table.row("B3", "%s: of what recompyle adds" % kind, share, RECOMPYLE_BAR)
    run = native["invocation"]
    table.row("B5", "a run of f, of an unmodified one", run["profiled"] / run["plain"], INVOCATION_BAR)
    handler = native["handler"]
    table.row("B6", "handler of 32 calls, of the unmodified one",
              handler["profiled"] / handler["plain"], HANDLER_BAR)
    for kind, times in fallback["calls"].items():
        added = (times["profiled"] - times["plain"]) / fallback["calls"]["f(x)"]["plain"]
        if recompyle:
            share = added / recompyle[kind]
            table.row("B8", "%s, pure Python: the same" % kind, share, FALLBACK_BAR)
    raising = native["raising"]
    table.row("B10", "a call that raises: added, in calls of f(x)",
              (raising["profiled"] - raising["plain"]) / unit, 50 / 16)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--weft", required=True)
    parser.add_argument("--runtime", required=True, help="the folder with the native package")
    parser.add_argument("--repeat", type=int, default=300)
    parser.add_argument("--only", default="", help="interpreters whose version starts so")
    args = parser.parse_args()
    pure = os.path.join(HERE, "..", "..", "src", "runtime")
    table = Table()
    for python in pythons.all_pythons():
        if python.version < (3, 9) or not python.label.startswith("Python " + args.only):
            continue
        print(python.label)
        native = measure(python, args.weft, args.runtime, args.repeat)
        if native["clock"] == "none":
            print("  no native module for it")
            continue
        report(table, python.version[:2], native, measure(python, args.weft, pure, args.repeat // 3))
    if table.num_missed:
        print("%d bars missed" % table.num_missed)
    return 1 if table.num_missed else 0


if __name__ == "__main__":
    sys.exit(main())
