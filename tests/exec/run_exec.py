#!/usr/bin/env python3
"""Run programs before and after `weft wrap` or `weft profile`, and compare what they do.

    run_exec.py [--weft FILE] [--all] [PROGRAM...]

A program is a file of `programs/`, or a folder there with a `main.py`. It is run by each
interpreter found (without `--all`: `python3` and the newest), as it is and rewritten in
each of its modes: `wrap`, `guard` (with --guard), `frameless` (with `_operator.call` as the
wrapper, which adds no frame; from 3.11 on); and, in any case, `profile` (every function, by
the native module where WEFT_RUNTIME has one) and `fallback` (the same in pure Python).
Standard output, exit code, the last line on standard error and the lines of the traceback
there must be the same.

Comments in a program tell about it:

    # requires: 3.10        the oldest version that can run it
    # modes: guard          only these modes of wrapping; default: wrap guard
    # exit: 1               its exit code; default: 0
    # newline: crlf         its line ends: crlf, cr or mixed
    # encoding: latin-1     its encoding; here it is UTF-8
    # differs: traceback    something is wrong today: assert that it differs
"""

import argparse
import codecs
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "tests", "oracle"))

import pythons  # noqa: E402

COMMANDS = {
    "wrap": ["wrap", "--with", "exec_wrapper:wrap"],
    "guard": ["wrap", "--with", "exec_wrapper:wrap", "--guard"],
    "frameless": ["wrap", "--with", "_operator:call"],
    "profile": ["profile", "--in", "*"],
    "fallback": ["profile", "--in", "*"],
}
PURE_RUNTIME = os.path.join(ROOT, "src", "runtime")
HEADER = re.compile(r"^# (requires|modes|exit|newline|encoding|differs): (.+)$", re.M)
FRAME = re.compile(r'^  File "(.+)", line (\d+)(?:, in (.+))?$')
ADDED_LINE = re.compile(r"^(.+?):\d+:\d+: note: .*one line is added above line (\d+)", re.M)


class Program:
    """A program and what its comments say about it."""

    def __init__(self, name):
        self.name = name
        self.path = os.path.join(HERE, "programs", name)
        self.is_folder = os.path.isdir(self.path)
        with open(
            os.path.join(self.path, "main.py") if self.is_folder else self.path, encoding="utf-8"
        ) as file:
            header = dict(HEADER.findall(file.read()))
        self.requires = tuple(map(int, header.get("requires", "3.8").split(".")))
        self.modes = header.get("modes", "wrap guard").split() + ["profile", "fallback"]
        self.exit_code = int(header.get("exit", 0))
        self.newline = header.get("newline")
        self.encoding = header.get("encoding")
        self.differs = header.get("differs", "").split()

    def main(self, folder):
        return os.path.join(folder, "main.py" if self.is_folder else self.name)

    def write(self, folder):
        """Write the program, with its own line ends and encoding, to `folder`."""
        if self.is_folder:
            shutil.copytree(self.path, folder)
            return
        os.makedirs(folder)
        with open(self.path, encoding="utf-8", newline="") as file:
            text = file.read()
        ends = {"crlf": ["\r\n"], "cr": ["\r"], "mixed": ["\r\n", "\n", "\r"]}.get(
            self.newline, ["\n"]
        )
        lines = text.split("\n")
        text = (
            "".join(line + ends[index % len(ends)] for index, line in enumerate(lines[:-1]))
            + lines[-1]
        )
        with open(self.main(folder), "wb") as file:
            file.write(codecs.encode(text, self.encoding or "utf-8"))


class Outcome:
    """What a run of a program did; `frames` are the entries of its traceback."""

    def __init__(self, run, folder, added_lines):
        self.exit_code = run.returncode
        self.stdout = run.stdout.replace(os.fsencode(folder), b"FOLDER")
        lines = run.stderr.decode(errors="replace").splitlines()
        self.frames = []
        for line in lines:
            match = FRAME.match(line)
            if match and match.group(1).startswith(folder):
                name = os.path.relpath(match.group(1), folder)
                number = int(match.group(2))
                self.frames.append(
                    (name, number - (number > added_lines.get(name, number)), match.group(3))
                )
        self.error = lines[-1].replace(folder, "FOLDER") if lines else ""


def run_program(python, program, folder, added_lines, runtime=PURE_RUNTIME):
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("PYTHON")
    }
    paths = [os.path.join(HERE, "support"), runtime]
    count_file = os.path.join(os.path.dirname(folder), "count")
    environment.update(
        PYTHONPATH=os.pathsep.join(paths),
        PYTHONHASHSEED="0",
        PYTHONIOENCODING="utf-8",
        WEFT_EXEC_COUNT=count_file,
    )
    environment.update(PYTHONDONTWRITEBYTECODE="1", PYTHONWARNINGS="ignore")
    run = subprocess.run(
        [python.path, program.main(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment,
        timeout=120,
    )
    return run, Outcome(run, folder, added_lines)


def compare(before, after, differs):
    """Return what is not as it should be, as lines of text."""
    problems = []
    if before.exit_code != after.exit_code:
        problems.append("exit code %s became %s" % (before.exit_code, after.exit_code))
    if before.stdout != after.stdout:
        left, right = before.stdout.splitlines(), after.stdout.splitlines()
        number = next(
            (i for i, pair in enumerate(zip(left, right)) if pair[0] != pair[1]),
            min(len(left), len(right)),
        )
        shown = [
            lines[number].decode(errors="replace") if number < len(lines) else "nothing"
            for lines in (left, right)
        ]
        problems.append(
            "output line %d:\n        %s\n        %s" % (number + 1, shown[0], shown[1])
        )
    if before.error != after.error:
        problems.append("error `%s` became `%s`" % (before.error, after.error))
    if before.frames != after.frames:
        if "traceback" not in differs:
            problems.append(
                "traceback\n        %s\n        %s" % (before.frames[:20], after.frames[:20])
            )
    elif "traceback" in differs:
        problems.append("the traceback does not differ any more: say so in the program")
    return problems


def check(weft, python, program, mode):
    """Run one program in one mode; return (number of calls, problems)."""
    with tempfile.TemporaryDirectory(prefix="weft-exec-") as top:
        top = os.path.realpath(top)
        before_folder, after_folder = os.path.join(top, "before"), os.path.join(top, "after")
        program.write(before_folder)
        run = subprocess.run(
            [weft] + COMMANDS[mode] + ["-v", "-o", after_folder, before_folder],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        log = run.stdout.decode(errors="replace")
        if run.returncode != 0:
            return 0, ["weft: exit code %d\n%s" % (run.returncode, log)]
        added_lines = {
            os.path.relpath(name, before_folder): int(line)
            for name, line in ADDED_LINE.findall(log)
        }

        before_run, before = run_program(python, program, before_folder, {})
        if before.exit_code != program.exit_code or (before_run.stderr and not program.exit_code):
            return 0, [
                "exit code %d before\n%s"
                % (before.exit_code, before_run.stderr.decode(errors="replace"))
            ]
        runtime = os.environ.get("WEFT_RUNTIME", PURE_RUNTIME) if mode == "profile" else PURE_RUNTIME
        _, after = run_program(python, program, after_folder, added_lines, runtime)
        is_profiled = mode in ("profile", "fallback")
        # A stamp adds no frame, so nothing differs.
        problems = compare(before, after, [] if is_profiled else program.differs)
        num_calls = 0
        if mode != "frameless" and not is_profiled:
            try:
                with open(os.path.join(top, "count")) as file:
                    num_calls = int(file.read())
            except OSError:
                problems.append("no call went through the wrapper")
        return num_calls, problems


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--weft", default=os.environ.get("WEFT", "weft"))
    parser.add_argument("--all", action="store_true", help="every interpreter found")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("program", nargs="*")
    options = parser.parse_args()
    weft = shutil.which(options.weft)
    if not weft:
        parser.error("there is no program `%s`" % options.weft)
    weft = os.path.abspath(weft)

    names = options.program or sorted(
        name
        for name in os.listdir(os.path.join(HERE, "programs"))
        if not name.startswith(("_", "."))
    )
    programs = [Program(os.path.basename(name.rstrip("/"))) for name in names]
    chosen = pythons.chosen_pythons(options.all)
    jobs = [
        (python, program, mode)
        for python in chosen
        for program in programs
        for mode in program.modes
        if python.version >= program.requires and (mode != "frameless" or python.version >= (3, 11))
    ]
    num_failed = num_calls = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as executor:
        results = executor.map(lambda job: check(weft, *job), jobs)
        for (python, program, mode), (calls, problems) in zip(jobs, results):
            num_calls += calls
            num_failed += bool(problems)
            for problem in problems:
                print("%s, %s, %s: %s" % (program.name, mode, python.label, problem), flush=True)
    print("ran on: %s" % ", ".join(python.label for python in chosen))
    print(
        "%d programs, %d runs, %d calls, %d failed"
        % (len(programs), len(jobs), num_calls, num_failed)
    )
    return 1 if num_failed else 0


if __name__ == "__main__":
    sys.exit(main())
