"""What the tests of the command line share."""

import os
import pathlib
import shutil
import stat
import subprocess
import tempfile
import unittest

WEFT = os.environ["WEFT"]

DONE, FOUND, ERROR, SYNTAX_ERRORS = 0, 1, 2, 3

PLAIN = "f(a)\n"
WRAPPED = "from m import n as _weft_wrap; _weft_wrap(f, a)\n"
UNCHANGED = "x = 1\n"
BROKEN = "x = (1\n"


def remove_tree(path):
    # Unlike shutil's, these two cope with any depth.
    subprocess.run(["chmod", "-R", "u+rwX", path], check=True)
    subprocess.run(["rm", "-rf", path], check=True)


class WeftTest(unittest.TestCase):
    """A test with an empty working directory of its own."""

    maxDiff = None
    runner = ()  # What runs `weft`, and its arguments.

    def setUp(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="weft-cli-"))
        self.addCleanup(remove_tree, self.dir)

    def weft(self, *args, stdin=b"", env=None, cwd=None, **options):
        if isinstance(stdin, str):
            stdin = stdin.encode()
        if "stdin_file" in options:
            options["stdin"] = options.pop("stdin_file")
        else:
            options["input"] = stdin
        options.setdefault("stdout", subprocess.PIPE)
        options.setdefault("stderr", subprocess.PIPE)
        environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
        environment.update(env or {})
        return subprocess.run(
            [*self.runner, WEFT, *map(os.fspath, args)],
            cwd=cwd or self.dir,
            env=environment,
            timeout=120,
            check=False,
            **options,
        )

    def heed_modes(self):
        """Let `weft` be refused what the modes of files refuse, if this is root, too."""
        if os.geteuid() == 0:
            self.runner = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
            if not shutil.which("setpriv") or subprocess.run([*self.runner, "true"]).returncode:
                self.skipTest("root may read and write everything")

    def wrap(self, *args, **options):
        """Without the undo record, so that outputs can be spelled; test_strip.py has it."""
        return self.weft("wrap", "--with", "m:n", "--no-undo", *args, **options)

    def assertCode(self, result, code):
        self.assertEqual(result.returncode, code, result.stdout + result.stderr)

    def write(self, path, content=PLAIN, mode=None):
        path = self.dir / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        if mode is not None:
            path.chmod(mode)
        return path

    def read(self, path):
        return (self.dir / path).read_text()

    def tree(self, path="."):
        """Every file and link below `path`, with its content or target."""
        found = {}
        base = self.dir / path
        for root, dirs, files in os.walk(base):
            for name in files + dirs:
                entry = pathlib.Path(root, name)
                key = str(entry.relative_to(base))
                if entry.is_symlink():
                    found[key] = "-> " + os.readlink(entry)
                elif entry.is_file():
                    found[key] = entry.read_text(errors="surrogateescape")
        return found

    def mode(self, path):
        return stat.S_IMODE((self.dir / path).stat().st_mode)

    def assertNoTemporaries(self, path="."):
        self.assertEqual([p for p in self.tree(path) if ".weft-" in p], [])


main = unittest.main
