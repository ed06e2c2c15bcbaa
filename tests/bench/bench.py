"""Measures Weft against what else does its job. `./dev bench` builds what this needs.

Prints ratios taken in one run, beside the bar each has to clear; no absolute times. Exits
with 1 where a bar is missed.
"""

import argparse
import collections
import os
import shutil
import subprocess
import sys
import tempfile

import corpus
import pythons
from measure import Contestant, Report, progress, race, run

HERE = os.path.dirname(os.path.abspath(__file__))
MEGABYTE = corpus.MEGABYTE

END_TO_END_BAR = 0.75  # of the stock parse's time
AST_BAR = 7.0  # times faster than ast + unparse
CHECK_BAR = 1.0  # times as fast as ast.parse
LINEAR_BAR = 1.25  # time per byte, against the 1 MB file
MEMORY_BASE = 60 * MEGABYTE  # peak: at most this, and
MEMORY_PER_BYTE = 150  # so much per byte of the largest file

WRAP = ["wrap", "--with", "bench_hooks:wrap"]


class Bench:
    """The tools of one run and its scratch folder."""

    def __init__(self, args, scratch):
        self.args = args
        self.scratch = scratch
        self.out = os.path.join(scratch, "out")
        self.report = Report()
        self.python = pythons.all_pythons()[-1]
        help_text = subprocess.run([args.weft, "wrap", "--help"], capture_output=True, text=True)
        self.no_cache = ["--no-cache"] if "--no-cache" in help_text.stdout else []

    def wrap(self, path, binary=None, jobs=1, codes=(0, 3), timeout=600):
        """Rewrites the file or folder `path`; the output is removed beforehand, untimed.

        Exit code 3 says that files were refused, as some of CPython's own tests are to be.
        """
        remove(self.out)
        command = [binary or self.args.weft] + WRAP + self.no_cache
        return run(command + ["-j%d" % jobs, "-o", self.out, path], codes, timeout)

    def weft(self, name, binary=None):
        return Contestant(name, lambda chunk: self.wrap(chunk.folder, binary))

    def stock(self, repeat=1):
        def measure(chunk):
            return run([self.args.stock, "--repeat", str(repeat), "@" + chunk.list_path])

        return Contestant("stock", measure)

    def script(self, name, python, script, max_runs=2):
        def measure(chunk):
            remove(self.out)
            path = os.path.join(HERE, script)
            return run([python.path, path, self.out, chunk.folder, chunk.list_path], timeout=3600)

        return Contestant(name, measure, max_runs)

    def ast_grep(self, program):
        def measure(chunk):
            remove(self.out)
            shutil.copytree(chunk.folder, self.out)
            pattern = ["-p", "$F($$$A)", "-r", "_weft_wrap($F, $$$A)"]
            command = [program, "run", "--lang", "python"] + pattern
            return run(command + ["-U", "-j", "1", self.out], timeout=3600)

        return Contestant("ast-grep", measure, max_runs=2)

    def library(self, name, num_chunks, step=1):
        root = self.python.stdlib
        paths = corpus.library_files(root)[::step]
        return corpus.split(root, paths, os.path.join(self.scratch, name), num_chunks)


def remove(path):
    if os.path.isdir(path):
        shutil.rmtree(path)
    elif os.path.exists(path):
        os.remove(path)


def times(ratio):
    return "%.2f" % ratio if ratio < 10 else "%.1f" % ratio


def describe(chunks):
    size = sum(chunk.num_bytes for chunk in chunks) / MEGABYTE
    return "%d files, %.1f MB" % (sum(chunk.num_files for chunk in chunks), size)


def rewriting(bench):
    report = bench.report
    chunks = bench.library("library", 16)
    ast_name = "ast + NodeTransformer + unparse, %s" % bench.python.label
    contestants = [
        bench.stock(),
        bench.weft("weft"),
        bench.script(ast_name, bench.python, "ast_unparse.py"),
    ]
    if bench.args.plain:
        contestants.insert(2, bench.weft("plain", bench.args.plain))
    totals = race(contestants, chunks, bench.args.rounds)
    stock, weft, ast = totals["stock"], totals["weft"], totals[ast_name]

    report.title(
        "Every call wrapped and written, one thread: the standard library of %s, %s\n"
        "  (time as a multiple of the stock tree-sitter parse, which parses and does no more)"
        % (bench.python.label, describe(chunks))
    )
    report.row("", "CPU time", "elapsed")
    report.row("stock parse: core and grammar unmodified, -O2", "1.00", "1.00")
    ratio = weft.cpu / stock.cpu
    report.row(
        "weft wrap, end to end",
        times(ratio),
        times(weft.wall / stock.wall),
        bar="<= %.2f" % END_TO_END_BAR,
        holds=ratio <= END_TO_END_BAR,
    )
    if bench.args.plain:
        plain = totals["plain"]
        report.row(
            "weft wrap, built without a profile",
            times(plain.cpu / stock.cpu),
            times(plain.wall / stock.wall),
        )
    report.row(ast_name, times(ast.cpu / stock.cpu), times(ast.wall / stock.wall))
    report.row(
        "  that, as a multiple of weft",
        times(ast.cpu / weft.cpu),
        times(ast.wall / weft.wall),
        bar=">= %g" % AST_BAR,
        holds=ast.cpu / weft.cpu >= AST_BAR,
    )
    peers(bench)
    if bench.args.pipeline:
        stages(bench, chunks)


def peers(bench):
    """Tools too slow for the whole corpus, on every 12th file."""
    slow = []
    for python in reversed(pythons.all_pythons()):
        probe = [python.path, "-Wignore", "-c", "import lib2to3"]
        if subprocess.run(probe, stderr=subprocess.DEVNULL).returncode == 0:
            slow.append(bench.script("lib2to3, " + python.label, python, "lib2to3_wrap.py"))
            break
    ast_grep = shutil.which("ast-grep")
    if ast_grep:
        slow.append(bench.ast_grep(ast_grep))
    if not slow:
        return
    chunks = bench.library("sample", 2, step=12)
    totals = race([bench.stock(), bench.weft("weft")] + slow, chunks, bench.args.rounds)
    bench.report.title("Other tools on a sample of it, %s" % describe(chunks))
    bench.report.row("", "x stock", "x weft")
    for contestant in slow:
        cpu = totals[contestant.name].cpu
        cells = times(cpu / totals["stock"].cpu), times(cpu / totals["weft"].cpu)
        bench.report.row(contestant.name, *cells)


def check(bench):
    """`weft check` against the parse alone that any compilation by CPython begins with."""
    chunks = bench.library("check", 8)

    def weft(chunk):
        return run([bench.args.weft, "check", "-j1", "--quiet", chunk.folder], (0, 1))

    def parse(python):
        script = os.path.join(HERE, "ast_parse.py")

        def measure(chunk):
            return run([python.path, script, chunk.folder, chunk.list_path], timeout=3600)

        return Contestant("ast.parse, " + python.label, measure, max_runs=3)

    others = {python.path: python for python in (bench.python, pythons.python_on_path())}
    contestants = [Contestant("weft", weft)] + [parse(python) for python in others.values()]
    totals = race(contestants, chunks, bench.args.rounds)
    report = bench.report
    report.title(
        "Checking, one thread: the standard library of %s, %s\n"
        "  (time as a multiple of `weft check -j1`)" % (bench.python.label, describe(chunks))
    )
    report.row("", "CPU time", "elapsed")
    for contestant in contestants[1:]:
        cost = totals[contestant.name]
        ratio = cost.cpu / totals["weft"].cpu
        report.row(
            contestant.name,
            times(ratio),
            times(cost.wall / totals["weft"].wall),
            bar=">= %g" % CHECK_BAR,
            holds=ratio >= CHECK_BAR,
        )


def stages(bench, chunks):
    """Where the time goes, in process: no start-up, no files."""
    best = collections.defaultdict(dict)
    for turn in range(2 * bench.args.rounds):
        tools = [bench.args.stock, bench.args.pipeline]
        for chunk in chunks:
            for tool in tools if turn % 2 == 0 else reversed(tools):
                prefix = "stock " if tool == bench.args.stock else ""
                output = run([tool, "--repeat", "2", "@" + chunk.list_path]).output
                for line in output.splitlines():
                    stage, nanoseconds = line.rsplit(None, 1)
                    row = best[prefix + stage]
                    row[chunk] = min(int(nanoseconds), row.get(chunk, 2**63))
        progress("%d of %d" % (turn + 1, 2 * bench.args.rounds))
    progress("")
    sums = {stage: sum(row.values()) for stage, row in best.items()}
    stock = sums["stock parse"]
    names = [name for name in sums if not name.startswith(("stock ", "files", "bytes"))]
    total = sum(sums[name] for name in names)
    bench.report.title("Stages, in process (plain release build)")
    bench.report.row("", "share", "x stock")
    for name in names:
        share = "%.1f %%" % (100 * sums[name] / total)
        bench.report.row(name, share, "%.3f" % (sums[name] / stock))
    bench.report.row("all", "100 %", "%.3f" % (total / stock))


def scaling(bench):
    scaling_size(bench)
    scaling_depth(bench)
    scaling_files(bench)
    scaling_jobs(bench)


def least(measure, runs=3):
    """The least of a few runs, fewer where one takes long."""
    cost = measure()
    for _ in range(runs - 1 if cost.wall < 5 else 1):
        cost = measure().best(cost)
    return cost


def scaling_size(bench):
    report = bench.report
    report.title("One file, growing: time per byte as a multiple of the 1 MB file's")
    report.row("", "weft", "stock parse")
    path = os.path.join(bench.scratch, "big.py")
    base = {}
    for megabytes in (1, 2, 4, 8, 16, 32, 64):
        corpus.write_big_file(path, megabytes, bench.python.stdlib)
        size = os.path.getsize(path)
        weft = least(lambda: bench.wrap(path, codes=(0,))).cpu / size
        stock = least(lambda: run([bench.args.stock, path])).cpu / size
        base.setdefault("weft", weft)
        base.setdefault("stock", stock)
        ratio = weft / base["weft"]
        bar = None if megabytes == 1 else "<= %.2f" % LINEAR_BAR
        cells = times(ratio), times(stock / base["stock"])
        report.row("%d MB" % megabytes, *cells, bar=bar, holds=ratio <= LINEAR_BAR)
    remove(path)


def scaling_depth(bench):
    depths = (10, 100, 1000, 10_000, 100_000)
    bench.report.title(
        "Nesting: time per byte as a multiple of depth 10's; in brackets: refused with a message"
    )
    bench.report.row("", *depths)
    path = os.path.join(bench.scratch, "deep.py")
    for shape in corpus.SHAPES:
        cells = []
        base = None
        for depth in depths:
            corpus.write_nested(path, shape, depth, MEGABYTE)
            cost = least(lambda: bench.wrap(path, timeout=120))
            per_byte = cost.cpu / os.path.getsize(path)
            base = base or per_byte
            cells.append(("[%s]" if cost.code == 3 else "%s") % times(per_byte / base))
        bench.report.row(shape, *cells)
    remove(path)


def scaling_files(bench):
    bench.report.title("Many small files: time per file as a multiple of 1,000 files'")
    counts = (1000, 1, 10, 100, 10_000, 50_000)
    ratios = {}
    for count in counts:
        folder = os.path.join(bench.scratch, "many")
        remove(folder)
        corpus.write_many_files(folder, count)
        ratios[count] = least(lambda: bench.wrap(folder)).cpu / count
    remove(folder)
    for count in sorted(counts):
        note = "  (one process's start)" if count == 1 else ""
        bench.report.row("%d" % count, times(ratios[count] / ratios[1000]) + note)


def scaling_jobs(bench):
    chunks = bench.library("jobs", 1)
    cores = os.cpu_count() or 1
    bench.report.title("Threads on %d cores: speed as a multiple of -j1's" % cores)
    jobs = sorted({1, 2, cores, 2 * cores} | {n for n in (4, 8, 16, 32) if n <= cores})
    best = {}
    for turn in range(2 * bench.args.rounds):
        for n in jobs if turn % 2 == 0 else reversed(jobs):
            wall = bench.wrap(chunks[0].folder, jobs=n).wall
            best[n] = min(wall, best.get(n, wall))
    for n in jobs:
        bench.report.row("-j%d" % n, times(best[1] / best[n]))


def memory(bench):
    report = bench.report
    report.title("Peak memory; the bar is 60 MB and 150 bytes per byte of the largest file")
    report.row("", "peak, MB", "per byte", "of the bar")

    def judge(name, cost, largest):
        bar = MEMORY_BASE + MEMORY_PER_BYTE * largest
        cells = "%.0f" % (cost.peak / MEGABYTE), "%.0f" % (cost.peak / largest)
        share = cost.peak / bar
        report.row(name, *cells, times(share), bar="<= 1", holds=share <= 1)

    path = os.path.join(bench.scratch, "big.py")
    for megabytes in (1, 4, 16, 64):
        corpus.write_big_file(path, megabytes, bench.python.stdlib)
        cost = bench.wrap(path, codes=(0,))
        judge("one file of %d MB" % megabytes, cost, os.path.getsize(path))
    remove(path)
    chunk = bench.library("memory", 1)[0]
    for jobs in sorted({1, os.cpu_count() or 1}):
        name = "the standard library, -j%d" % jobs
        judge(name, bench.wrap(chunk.folder, jobs=jobs), chunk.largest)


def compare(bench):
    """The ratio of two builds of weft: what the profile is worth."""
    chunks = bench.library("compare", 16)
    builds = [bench.weft("plain", bench.args.plain), bench.weft("weft")]
    totals = race(builds, chunks, bench.args.rounds)
    gain = totals["plain"].cpu / totals["weft"].cpu
    print(
        "profile-guided: %s x the speed of the plain release build, on %s of %s's library"
        % (times(gain), describe(chunks), bench.python.label)
    )


def main():
    standard = {"rewriting": rewriting, "check": check, "scaling": scaling, "memory": memory}
    suites = {**standard, "compare": compare}
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument(
        "suites",
        nargs="*",
        choices=[[], *suites],
        metavar="SUITE",
        help="rewriting, check, scaling, memory (default: these four), compare",
    )
    parser.add_argument("--weft", required=True, help="the optimised binary")
    parser.add_argument("--plain", help="the same, built without a profile")
    parser.add_argument("--stock", help="the yardstick, stock_parse")
    parser.add_argument("--pipeline", help="the in-process benchmark, weft_pipeline")
    parser.add_argument("--rounds", type=int, default=4)
    args = parser.parse_args()
    shared_memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="weft-bench-", dir=shared_memory) as scratch:
        bench = Bench(args, scratch)
        for name in args.suites or standard:
            suites[name](bench)
    return 1 if bench.report.num_missed else 0


if __name__ == "__main__":
    sys.exit(main())
