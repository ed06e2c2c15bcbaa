"""Standard streams that are closed, full or terminals, and signals."""

import os
import pty
import select
import signal
import subprocess
import threading
import time

from support import DONE, ERROR, PLAIN, WEFT, WRAPPED, WeftTest, main


class Streams(WeftTest):
    def setUp(self):
        super().setUp()
        self.write("a.py")

    def shell(self, command):
        wrap = 'wrap() { "$WEFT" wrap --with m:n --no-undo "$@"; }; '
        return subprocess.run(["bash", "-c", wrap + command], cwd=self.dir, check=False,
                              timeout=60, env={**os.environ, "WEFT": WEFT},
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def test_a_full_disk(self):
        for command in ("wrap a.py > /dev/full", "wrap --diff a.py > /dev/full",
                        '"$WEFT" --help > /dev/full', '"$WEFT" passes > /dev/full'):
            result = self.shell(command)
            self.assertCode(result, ERROR)
            self.assertIn(b"weft: error: cannot write standard output: no space left",
                          result.stderr)

    def test_closed_output(self):
        result = self.shell("wrap a.py >&-")
        self.assertCode(result, ERROR)
        self.assertIn(b"cannot write standard output: bad file descriptor", result.stderr)

    def test_files_are_written_though_all_streams_are_closed(self):
        result = self.shell("wrap -o out.py a.py <&- >&- 2>&-")
        self.assertCode(result, DONE)
        self.assertEqual(self.read("out.py"), WRAPPED)

    def test_a_reader_that_goes_away(self):
        self.write("big.py", PLAIN * 100000)
        result = self.shell("wrap --diff big.py | head -1; echo ${PIPESTATUS[0]}")
        self.assertEqual(result.stdout, b"--- a/big.py\n%d\n" % (128 + signal.SIGPIPE))
        self.assertEqual(result.stderr, b"")

    def test_a_reader_that_goes_away_where_that_is_ignored(self):
        self.write("big.py", PLAIN * 100000)
        result = self.shell("trap '' PIPE; wrap --diff big.py | head -1; echo ${PIPESTATUS[0]}")
        self.assertEqual(result.stdout, b"--- a/big.py\n2\n")
        self.assertIn(b"cannot write standard output: broken pipe", result.stderr)

    def test_an_interrupt_leaves_no_temporary_file(self):
        for i in range(3000):
            self.write(f"t/m{i}.py", PLAIN * 50)
        process = subprocess.Popen([WEFT, "wrap", "--with", "m:n", "--no-undo", "-o", "out", "t"],
                                   cwd=self.dir, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while not (self.dir / "out").exists() and time.monotonic() < deadline:
            time.sleep(0.001)
        process.send_signal(signal.SIGINT)
        # It may have been done before the signal came.
        self.assertIn(process.wait(60), (-signal.SIGINT, DONE))
        self.assertNoTemporaries("out")
        expected = (WRAPPED + WRAPPED.split("; ")[1] * 49).encode()
        for path in (self.dir / "out").iterdir():
            self.assertEqual(path.read_bytes(), expected)


class Terminal(WeftTest):
    """Runs the program on a terminal of its own."""

    def setUp(self):
        super().setUp()
        self.write("a.py")

    def on_terminal(self, *args, env=None, stdin=subprocess.DEVNULL):
        master, slave = pty.openpty()
        environment = {"PATH": os.environ["PATH"], "TERM": "xterm", **(env or {})}
        process = subprocess.Popen([WEFT, *args], cwd=self.dir, env=environment,
                                   stdin=stdin, stdout=slave, stderr=slave)
        os.close(slave)
        seen = b""
        while select.select([master], [], [], 60)[0]:
            try:
                block = os.read(master, 65536)
            except OSError:
                break
            if not block:
                break
            seen += block
        os.close(master)
        self.returncode = process.wait(60)
        return seen

    def test_colors(self):
        self.write("bad.py", "x = (1\n")
        self.assertIn(b"\x1b[1;31mSyntaxError", self.on_terminal("check", "bad.py"))
        for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            self.assertNotIn(b"\x1b", self.on_terminal("check", "bad.py", env=env))
        self.assertIn(b"\x1b[1;31m", self.on_terminal("check", "bad.py", env={"NO_COLOR": ""}))
        self.assertNotIn(b"\x1b", self.on_terminal("check", "--color", "never", "bad.py"))

    def test_no_bar_for_short_work(self):
        self.write("t/a.py")
        self.write("t/b.py")
        seen = self.on_terminal("check", "t")
        self.assertEqual(seen, b"")

    def test_a_bar_for_long_work(self):
        self.write("b.py")
        for args, pattern in (
            ([], rb"\A\r\[=+ +\] 1/3 files\x1b\[K.*\r\x1b\[K\Z"),
            (["-q"], rb"\A\Z"),
            (["--format", "json"], rb"\A\{[^\x1b]*\}\r\n\Z"),
        ):
            reader, writer = os.pipe()
            timer = threading.Timer(1, os.close, [writer])
            timer.start()
            seen = self.on_terminal("check", "-j1", *args, "-", "a.py", "b.py", stdin=reader)
            timer.join()
            os.close(reader)
            self.assertEqual(self.returncode, DONE)
            self.assertRegex(seen, pattern)


if __name__ == "__main__":
    main()
