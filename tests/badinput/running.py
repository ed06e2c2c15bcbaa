"""Runs `weft` under a watch, and checks what every run must keep."""

import contextlib
import functools
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "oracle")
)

import ast_compare  # noqa: E402

WEFT = os.path.abspath(os.environ.get("WEFT", "weft"))
WRAPPER = "weft_bad_input:wrap"
IS_SANITIZED = os.environ.get("WEFT_SANITIZED", "") in ("1", "ON")
TIME_LIMIT = 300 if IS_SANITIZED else 60  # Seconds.
MEMORY_BASE = 60 * 1024 * 1024
MEMORY_PER_BYTE = 150

MEGABYTE = 1 << 20
HUGE = (4 if IS_SANITIZED else 64) * MEGABYTE
DEEP = 5000 if IS_SANITIZED else 100000

# Calls, strings, nesting and comments, about as real code has them.
UNIT = b'''

class Item:
    """A part of a large file."""

    def __init__(self, name, *args, size=len("abc"), **kwargs):
        super().__init__()
        self.name = str(name).strip("()[]{} \\n")  # A comment (with a parenthesis.
        self.table = {key: [f(x) for x in range(10)] for key, f in kwargs.items() if key in args}

    def total(self, factor):
        if not self.table:
            raise ValueError(f"no table in {self.name!r}: {len(self.table):>{len('width')}}")
        return sum(factor * f(1)[0] for f in self.table.values()) + self.a().b(lambda x: int(x))(2)
'''

# Exit codes.
OK = 0
FOUND = 1
FAILED = 2
SYNTAX_ERRORS = 3

DIAGNOSTIC = re.compile(rb"^(?s:.+?):(\d+):(\d+): (error|warning|note): .+ \[\w+\]$", re.M)
PROBLEM = re.compile(rb"^(?s:.+?): (error|warning|note): .+$", re.M)


# A run inherits the peak of the process that starts it. So where that is large, another
# process does it, and tells exit status and peak on descriptor 3.
SMALL = 40 * 1024  # KiB
STARTER = """
import os, sys
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(pid, 0)
os.write(3, b"%d %d" % (status, usage.ru_maxrss))
"""


class Result:
    """What a run of weft did. `memory` is its peak, in bytes."""

    def __init__(self, code, stdout, stderr, seconds, memory):
        self.code = code
        self.stdout = stdout
        self.stderr = stderr
        self.seconds = seconds
        self.memory = memory


def run_weft(*arguments, stdin=b"", cwd=None, prepare=None, stdout_path=None):
    """Run weft; kill it and fail after TIME_LIMIT. `prepare` runs in the child before it."""
    command = [WEFT] + list(arguments)
    is_started_by_other = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > SMALL and not prepare
    read_end, write_end = os.pipe()
    if is_started_by_other:
        command = [sys.executable, "-I", "-S", "-c", STARTER] + command
        prepare = functools.partial(os.dup2, write_end, 3)
    with contextlib.ExitStack() as stack:
        in_file, out_file, err_file = (
            stack.enter_context(tempfile.TemporaryFile()) for _ in range(3)
        )
        in_file.write(stdin)
        in_file.seek(0)
        begin = time.monotonic()
        process = subprocess.Popen(
            command,
            stdin=in_file,
            stdout=stack.enter_context(open(stdout_path, "wb")) if stdout_path else out_file,
            stderr=err_file,
            cwd=cwd,
            preexec_fn=prepare,
            close_fds=not is_started_by_other,
            restore_signals=False,
            start_new_session=True,
        )
        timer = threading.Timer(TIME_LIMIT, os.killpg, (process.pid, signal.SIGKILL))
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        timer.cancel()
        seconds = time.monotonic() - begin
        process.returncode = 0
        peak = usage.ru_maxrss
        os.close(write_end)
        if is_started_by_other:
            status, peak = map(int, os.read(read_end, 100).split() or (signal.SIGKILL, 0))
        os.close(read_end)
        out_file.seek(0)
        err_file.seek(0)
        code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        return Result(code, out_file.read(), err_file.read(), seconds, peak * 1024)


def drop_privileges():
    """For a child: give up what lets root read and write everything."""
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)


def limit_file_size():
    """For a child: make every write beyond 4096 bytes fail, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


def without_record(data):
    """Return `data` without the undo record that rewriting leaves in a comment."""
    return re.sub(rb"  # weft: undo=[^\r\n]*", b"", data)


class WeftTest(unittest.TestCase):
    """Base of the tests: a folder of its own, and what holds for every run."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="weft-bad-")
        self.addCleanup(folder.cleanup)
        self.folder = os.path.realpath(folder.name)
        os.chmod(self.folder, 0o755)  # The tests without privileges look into it.

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, data):
        path = (
            self.path(name)
            if isinstance(name, str)
            else os.path.join(os.fsencode(self.folder), name)
        )
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)
        return path

    def read(self, *names):
        with open(self.path(*names), "rb") as file:
            return file.read()

    def run_weft(self, *arguments, codes=(OK, SYNTAX_ERRORS), largest=0, **options):
        """Run weft and check its exit code, and its memory for a largest file of `largest` bytes."""
        try:
            result = run_weft(*arguments, **options)
        except (PermissionError, subprocess.SubprocessError):
            if options.get("prepare") is drop_privileges:
                self.skipTest("weft is out of reach without privileges")
            raise
        self.assertGreaterEqual(
            result.code,
            0,
            "killed by signal %d after %.1f s\n%s"
            % (-result.code, result.seconds, result.stderr[-2000:]),
        )
        self.assertIn(result.code, codes, result.stderr[-2000:])
        self.assertNotRegex(result.stderr, rb"Sanitizer|runtime error:")
        if not IS_SANITIZED:
            self.assertLess(result.memory, MEMORY_BASE + MEMORY_PER_BYTE * largest)
        return result

    def assert_diagnostics(self, result, path):
        """The errors on standard error are `PATH:LINE:COLUMN: error: ... [Id]`, and there is one."""
        found = re.findall(
            rb"^" + re.escape(os.fsencode(path)) + rb":(\d+):(\d+): error: .+ \[\w+\]$",
            result.stderr,
            re.M,
        )
        self.assertTrue(found, result.stderr[:2000])
        for line, column in found:
            self.assertGreaterEqual(int(line), 1)
            self.assertGreaterEqual(int(column), 1)
        return [(int(line), int(column)) for line, column in found]

    def wrap(self, data, name="in.py", codes=(OK, SYNTAX_ERRORS)):
        """Rewrite one file of these bytes; check what always holds; return (Result, output bytes)."""
        path = self.write(name, data)
        result = self.run_weft(
            "wrap",
            "--with",
            WRAPPER,
            "-o",
            self.path("out.py"),
            path,
            codes=codes,
            largest=len(data),
        )
        output = self.read("out.py")
        if result.code == SYNTAX_ERRORS:
            self.assertEqual(output, data)
            self.assert_diagnostics(result, path)
        return result, output

    def assert_faithful(self, data, output, stderr=b"", may_leave_alone=False):
        """By this interpreter: `output` is `data` with its calls wrapped, or `data` itself if it is no Python."""
        source_path, output_path = self.write("faithful/a.py", data), self.write(
            "faithful/b.py", output
        )
        added = re.search(rb"one line is added above line (\d+)", stderr)
        result = ast_compare.compare_file(
            ("", source_path, output_path, int(added.group(1)) if added else None, WRAPPER)
        )
        lines = [line for line in result.lines if not (may_leave_alone and "left alone" in line)]
        self.assertEqual(lines, [])

    def assert_rejected(self, data, line=None):
        """It is left as it is, with a diagnostic, on `line` if given. Returns the Result."""
        result, _ = self.wrap(data, codes=(SYNTAX_ERRORS,))
        places = self.assert_diagnostics(result, self.path("in.py"))
        if line:
            self.assertEqual(places[0][0], line, result.stderr)
        return result

    def assert_wrapped(self, data):
        """It is rewritten, and means the same."""
        result, output = self.wrap(data, codes=(OK,))
        self.assert_faithful(data, output, result.stderr)
        return output
