"""`-o`: a file for one input, else a tree that mirrors the input's."""

import os
import resource
import stat

from support import (BROKEN, DONE, ERROR, PLAIN, SYNTAX_ERRORS, UNCHANGED, WRAPPED, WeftTest, main)


class OneFile(WeftTest):
    def test_to_a_file(self):
        self.write("a.py")
        result = self.wrap("-o", "out.py", "a.py")
        self.assertCode(result, DONE)
        self.assertEqual(result.stdout + result.stderr, b"")
        self.assertEqual(self.read("out.py"), WRAPPED)

    def test_to_a_directory(self):
        self.write("pkg/a.py")
        (self.dir / "there").mkdir()
        self.assertCode(self.wrap("-o", "there", "pkg/a.py"), DONE)
        self.assertCode(self.wrap("-o", "new/", "pkg/a.py"), DONE)
        self.assertEqual(self.read("there/pkg/a.py"), WRAPPED)
        self.assertEqual(self.read("new/pkg/a.py"), WRAPPED)

    def test_to_a_device(self):
        self.write("a.py")
        self.assertCode(self.wrap("-o", "/dev/null", "a.py"), DONE)
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))
        result = self.wrap("-o", "/dev/stdout", "a.py")
        self.assertEqual(result.stdout.decode(), WRAPPED)
        result = self.wrap("-o", "/dev/full", "a.py")
        self.assertCode(result, ERROR)
        self.assertIn(b"/dev/full: error: cannot write: no space left on device", result.stderr)

    def test_over_the_input(self):
        self.write("a.py")
        for name in ("a.py", "./a.py", str(self.dir / "a.py")):
            result = self.wrap("-o", name, "a.py")
            self.assertCode(result, ERROR)
            self.assertIn(b"use --in-place", result.stderr)
        self.assertEqual(self.read("a.py"), PLAIN)

    def test_where_no_file_can_be(self):
        self.write("a.py")
        for name, reason in (
            ("a.py/x.py", b"not a directory"),
            ("gone/x.py", b"no such file or directory"),
            ("x" * 300, b"file name too long"),
        ):
            result = self.wrap("-o", name, "a.py")
            self.assertCode(result, ERROR)
            self.assertIn(b"error: cannot write: " + reason, result.stderr)
        self.assertEqual(self.tree(), {"a.py": PLAIN})

    def test_a_name_as_long_as_the_system_allows(self):
        name = "x" * 252 + ".py"
        self.write("t/" + name)
        self.assertCode(self.wrap("-o", "out", "t"), DONE)
        self.assertEqual(self.tree("out"), {name: WRAPPED})


class Mirror(WeftTest):
    def test_every_input_has_an_output(self):
        self.write("src/pkg/__init__.py", "")
        self.write("src/pkg/a.py", PLAIN)
        self.write("src/pkg/same.py", UNCHANGED)
        self.write("src/pkg/bad.py", BROKEN)
        self.write("src/pkg/latin.py", b"# coding: nonsense\nf(a)\n")
        self.write("src/pkg/data.txt", "data")
        result = self.wrap("-o", "out", "src")
        self.assertCode(result, SYNTAX_ERRORS)
        self.assertEqual(
            self.tree("out"),
            {
                "pkg/__init__.py": "",
                "pkg/a.py": WRAPPED,
                "pkg/same.py": UNCHANGED,
                "pkg/bad.py": BROKEN,
                "pkg/latin.py": "# coding: nonsense\nf(a)\n",
            },
        )
        self.assertEqual(result.stdout, b"")
        self.assertTrue(
            result.stderr.endswith(
                b"1 file rewritten, 2 unchanged, 2 left alone for syntax errors\n"
            )
        )

    def test_quiet_says_errors_only(self):
        self.write("src/a.py", PLAIN)
        result = self.wrap("-q", "-o", "out", "src")
        self.assertEqual(result.stderr, b"")
        self.write("src/b.py", BROKEN)
        result = self.wrap("-q", "-o", "out", "src")
        self.assertIn(b"src/b.py:1:5: error: '(' was never closed", result.stderr)
        self.assertNotIn(b"rewritten", result.stderr)

    def test_verbose_names_every_file(self):
        self.write("src/a.py", PLAIN)
        self.write("src/b.py", UNCHANGED)
        result = self.wrap("-v", "-o", "out", "src")
        self.assertIn(b"src/a.py: rewritten\nsrc/b.py: unchanged\n", result.stderr)

    def test_paths_below_each_root(self):
        self.write("src/a.py")
        self.write("lib/deep/b.py")
        self.write("tools/c.py")
        self.assertCode(self.wrap("-o", "out", "src", "lib/", "tools/c.py"), DONE)
        self.assertEqual(sorted(self.tree("out")), ["a.py", "deep/b.py", "tools/c.py"])

    def test_named_files_keep_their_place(self):
        self.write("p/__init__.py")
        self.write("q/__init__.py")
        self.assertCode(self.wrap("-o", "out", "p/__init__.py", "./q//__init__.py"), DONE)
        self.assertEqual(sorted(self.tree("out")), ["p/__init__.py", "q/__init__.py"])

    def test_paths_that_lead_upwards_do_not_lead_out(self):
        self.write("a.py")
        (self.dir / "work").mkdir()
        absolute = self.write("b.py")
        result = self.wrap("-o", "out", "../a.py", absolute, cwd=self.dir / "work")
        self.assertCode(result, DONE)
        self.assertEqual(self.tree("work/out"), {"a.py": WRAPPED, "b.py": WRAPPED})

    def test_outputs_that_collide(self):
        self.write("p/a.py")
        self.write("q/a.py")
        result = self.wrap("-o", "out", "p", "q")
        self.assertCode(result, ERROR)
        self.assertIn(b"out/a.py: error: both `p/a.py` and `q/a.py`", result.stderr)
        self.assertFalse((self.dir / "out").exists())

    def test_the_output_is_no_input(self):
        self.write("a.py")
        for _ in range(2):
            self.assertCode(self.wrap("-o", "build", "."), DONE)
            self.assertEqual(self.tree(), {"a.py": PLAIN, "build/a.py": WRAPPED})

    def test_the_output_is_the_input_tree(self):
        self.write("src/a.py")
        for name in ("src", "src/", "src/../src", str(self.dir / "src")):
            result = self.wrap("-o", name, "src")
            self.assertCode(result, ERROR)
            self.assertIn(b"src: error: is the input tree and the output directory", result.stderr)
        self.assertEqual(self.tree(), {"src/a.py": PLAIN})

    def test_an_output_above_the_input(self):
        self.write("src/a.py")
        self.write("src/src/a.py")
        result = self.wrap("-o", ".", "src")
        self.assertCode(result, ERROR)
        self.assertIn(b"src/a.py: error: is an input as well as the output of", result.stderr)
        self.assertEqual(self.tree(), {"src/a.py": PLAIN, "src/src/a.py": PLAIN})

    def test_an_output_that_is_a_file(self):
        self.write("src/a.py")
        self.write("file", "keep")
        result = self.wrap("-o", "file", "src")
        self.assertCode(result, ERROR)
        self.assertIn(b"`file` is a file", result.stderr)
        result = self.wrap("-o", "file/out", "src")
        self.assertCode(result, ERROR)
        self.assertIn(b"file/out: error: cannot create the directory", result.stderr)
        self.assertEqual(self.read("file"), "keep")

    def test_where_an_output_cannot_be(self):
        self.write("src/pkg/a.py")
        self.write("src/b.py")
        self.write("src/c.py")
        self.write("out/pkg", "a file where a directory should be")
        (self.dir / "out/b.py").mkdir(parents=True)
        result = self.wrap("-o", "out", "src")
        self.assertCode(result, ERROR)
        text = result.stderr.decode()
        self.assertIn("out/pkg: error: cannot create the directory: not a directory", text)
        self.assertIn("out/b.py: error: cannot write: is a directory", text)
        self.assertEqual(self.read("out/c.py"), WRAPPED)
        self.assertNoTemporaries("out")

    def test_when_there_is_no_room(self):
        # A limit on the size of files fails as a full disk does, in the middle of a write.
        self.write("src/big.py", "f(a)\n" * 20000)
        self.write("src/big.txt", "x" * 100000)
        self.write("src/small.py")
        self.write("out/big.py", "old")

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (50000, 50000))

        for manifest in ([], ["--manifest", "m.json"]):
            result = self.wrap("--copy-others", *manifest, "-o", "out", "src", preexec_fn=limit)
            self.assertCode(result, ERROR)
            text = result.stderr.decode()
            self.assertIn("out/big.py: error: cannot write: file too large", text)
            self.assertIn("out/big.txt: error: cannot write: file too large", text)
            self.assertEqual(self.tree("out"), {"big.py": "old", "small.py": WRAPPED})
            self.assertFalse((self.dir / "m.json").exists())
        self.assertIn("m.json: error: cannot write: file too large", text)
        self.assertNoTemporaries()

    def test_modes_are_kept(self):
        self.write("src/a.py", PLAIN, 0o755)
        self.write("src/b.py", UNCHANGED, 0o600)
        self.write("src/c.py", BROKEN, 0o444)
        self.write("src/d.sh", "#!", 0o700)
        self.wrap("--copy-others", "-o", "out", "src")
        modes = {name: self.mode("out/" + name) for name in ("a.py", "b.py", "c.py", "d.sh")}
        self.assertEqual(modes, {"a.py": 0o755, "b.py": 0o600, "c.py": 0o444, "d.sh": 0o700})
        # Written again although it is read-only, and with another mode.
        self.write("src/c.py.new", PLAIN, 0o640).rename(self.dir / "src/c.py")
        self.assertCode(self.wrap("-o", "out", "src"), DONE)
        self.assertEqual((self.read("out/c.py"), self.mode("out/c.py")), (WRAPPED, 0o640))
        (self.dir / "src/a.py").chmod(0o711)
        self.wrap("-o", "out", "src")
        self.assertEqual(self.mode("out/a.py"), 0o711)

    def test_outputs_that_do_not_change_keep_their_times(self):
        self.write("src/a.py")
        self.write("src/b.txt", "b" * 100000)
        self.wrap("--copy-others", "-o", "out", "src")
        for name in ("a.py", "b.txt"):
            os.utime(self.dir / "out" / name, ns=(10**18, 10**18))
        self.wrap("--copy-others", "-o", "out", "src")
        for name in ("a.py", "b.txt"):
            self.assertEqual((self.dir / "out" / name).stat().st_mtime_ns, 10**18)
        self.write("src/b.txt", "c" * 100000)
        self.wrap("--copy-others", "-o", "out", "src")
        self.assertEqual(self.read("out/b.txt"), "c" * 100000)

    def test_copy_others(self):
        big = bytes(range(256)) * 4000
        self.write("src/a.py")
        self.write("src/a.pyi", "f: int\n")
        self.write("src/data/big.bin", big)
        self.write("src/data/empty", "")
        self.write("src/.hidden", "no")
        self.write("src/__pycache__/a.pyc", "no")
        self.write("src/.gitignore", "*.log\n")
        self.write("src/x.log", "no")
        os.mkfifo(self.dir / "src/pipe")
        result = self.wrap("--copy-others", "-o", "out", "src")
        self.assertCode(result, DONE)
        self.assertIn(b"src/pipe: warning: neither a file nor a directory", result.stderr)
        self.assertIn(b"1 file rewritten, 0 unchanged, 3 others copied", result.stderr)
        names = sorted(self.tree("out"))
        self.assertEqual(names, ["a.py", "a.pyi", "data/big.bin", "data/empty"])
        self.assertEqual((self.dir / "out/data/big.bin").read_bytes(), big)


class DeleteStale(WeftTest):
    def run_wrap(self, *args):
        result = self.wrap("--delete-stale", "-o", "out", "src", *args)
        self.stderr = result.stderr.decode()
        return result.returncode

    def outputs(self):
        return sorted(name for name in self.tree("out") if name != ".weft-outputs")

    def test_outputs_without_an_input_are_deleted(self):
        self.write("src/a.py")
        self.write("src/pkg/deep/b.py")
        self.write("src/pkg/c.txt", "c")
        self.assertEqual(self.run_wrap("--copy-others"), DONE)
        self.assertEqual(self.outputs(), ["a.py", "pkg/c.txt", "pkg/deep/b.py"])
        (self.dir / "src/pkg/deep/b.py").unlink()
        self.assertEqual(self.run_wrap("--copy-others"), DONE)
        self.assertIn("1 stale output deleted", self.stderr)
        self.assertEqual(self.outputs(), ["a.py", "pkg/c.txt"])
        self.assertFalse((self.dir / "out/pkg/deep").exists())
        self.assertEqual(self.run_wrap(), DONE)
        self.assertEqual(self.outputs(), ["a.py"])

    def test_foreign_files_are_kept(self):
        self.write("src/a.py")
        self.write("out/mine.py", "mine")
        self.write("out/pkg/mine.txt", "mine")
        self.write("src/pkg/b.py")
        self.run_wrap()
        (self.dir / "src/pkg/b.py").unlink()
        self.run_wrap()
        self.assertEqual(self.outputs(), ["a.py", "mine.py", "pkg/mine.txt"])

    def test_nothing_is_deleted_after_an_incomplete_walk(self):
        self.write("src/a.py")
        self.write("src/b.py")
        self.run_wrap()
        (self.dir / "src/b.py").unlink()
        self.assertEqual(self.run_wrap("missing.py"), ERROR)
        self.assertIn("kept, because the walk was not complete", self.stderr)
        self.assertEqual(self.outputs(), ["a.py", "b.py"])
        self.assertEqual(self.run_wrap(), DONE)
        self.assertEqual(self.outputs(), ["a.py"])

    def test_a_damaged_record_deletes_nothing_elsewhere(self):
        self.write("src/a.py")
        self.write("victim.txt", "keep")
        self.write("victims/x.txt", "keep")
        self.run_wrap()
        os.symlink("../victims", self.dir / "out/link")
        absolute = str(self.dir / "victim.txt")
        record = f"../victim.txt\0{absolute}\0link/x.txt\0pkg/../../victim.txt\0..\0/\0\0a.py"
        self.write("out/.weft-outputs", record)
        self.assertEqual(self.run_wrap(), DONE)
        self.assertEqual((self.read("victim.txt"), self.read("victims/x.txt")), ("keep", "keep"))


if __name__ == "__main__":
    main()
