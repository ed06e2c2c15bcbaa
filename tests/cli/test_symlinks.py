"""Symbolic links: never followed out of the tree, never lost without a word."""

import os

from support import DONE, ERROR, FOUND, PLAIN, WRAPPED, WeftTest, main


class Symlinks(WeftTest):
    def link(self, target, path):
        path = self.dir / path
        path.parent.mkdir(parents=True, exist_ok=True)
        os.symlink(target, path)

    def test_broken_links_are_reported_and_skipped(self):
        self.write("t/a.py")
        self.link("gone.py", "t/dangling.py")
        self.link("self.py", "t/self.py")
        self.link("two.py", "t/one.py")
        self.link("one.py", "t/two.py")
        self.link("a.py/b.py", "t/through.py")
        result = self.wrap("-o", "out", "t")
        self.assertCode(result, DONE)
        self.assertEqual(self.tree("out"), {"a.py": WRAPPED})
        text = result.stderr.decode()
        self.assertIn("t/dangling.py: warning: symbolic link to `gone.py`, which does not", text)
        self.assertIn("t/through.py: warning: symbolic link to `a.py/b.py`, which does not", text)
        for name in ("self", "one", "two"):
            self.assertIn(f"t/{name}.py: warning: symbolic link that leads back to itself", text)

    def test_a_broken_link_that_was_named_is_an_error(self):
        self.link("gone.py", "dangling.py")
        self.link("loop.py", "loop.py")
        result = self.weft("check", "dangling.py", "loop.py")
        self.assertCode(result, ERROR)
        self.assertIn(b"dangling.py: error: cannot open: no such file", result.stdout)
        self.assertIn(b"loop.py: error: cannot open: too many levels of symbolic", result.stdout)

    def test_links_to_directories_are_not_followed(self):
        self.write("t/a/x.py")
        self.write("elsewhere/y.py")
        self.link("a", "t/b")
        self.link("..", "t/a/up")
        self.link(".", "t/here")
        self.link(self.dir / "elsewhere", "t/c")
        result = self.wrap("--check", "t")
        self.assertCode(result, FOUND)
        self.assertEqual(result.stdout, b"t/a/x.py\n")
        result = self.wrap("-o", "out", "t")
        self.assertCode(result, DONE)
        self.assertEqual(self.tree("out"), {"a/x.py": WRAPPED})
        for name in (b"t/b", b"t/a/up", b"t/here", b"t/c"):
            self.assertIn(name + b": warning: symbolic link to a directory", result.stderr)

    def test_a_linked_directory_is_walked_when_named(self):
        self.write("real/a.py")
        self.link("real", "t")
        result = self.wrap("-o", "out", "t")
        self.assertCode(result, DONE)
        self.assertEqual(self.tree("out"), {"a.py": WRAPPED})

    def test_files_out_of_the_tree_are_left_alone(self):
        self.write("elsewhere/y.py")
        self.link(self.dir / "elsewhere/y.py", "t/absolute.py")
        self.link("../elsewhere/y.py", "t/relative.py")
        self.write("t-sibling/z.py")
        self.link("../t-sibling/z.py", "t/sibling.py")
        for options in (["-o", "out"], ["--in-place"], ["--copy-others", "-o", "out2"]):
            result = self.wrap(*options, "t")
            self.assertCode(result, DONE)
            for name in (b"absolute", b"relative", b"sibling"):
                self.assertRegex(result.stderr, rb"t/" + name + rb"\.py: warning: .*outside of the")
        self.assertEqual(self.tree("out"), {})
        self.assertEqual(self.tree("out2"), {})
        self.assertEqual(self.read("elsewhere/y.py"), PLAIN)

    def test_a_link_to_another_input_becomes_a_link(self):
        self.write("t/a.py")
        self.link("../a.py", "t/sub/relative.py")
        self.link(self.dir / "t/a.py", "t/absolute.py")
        self.link("absolute.py", "t/chain.py")
        result = self.wrap("-o", "out", "t")
        self.assertCode(result, DONE)
        self.assertEqual(
            self.tree("out"),
            {
                "a.py": WRAPPED,
                "sub/relative.py": "-> ../a.py",
                "absolute.py": "-> a.py",
                "chain.py": "-> a.py",
            },
        )
        before = os.lstat(self.dir / "out/chain.py")
        self.assertCode(self.wrap("-o", "out", "t"), DONE)
        self.assertEqual(os.lstat(self.dir / "out/chain.py").st_ino, before.st_ino)

    def test_a_link_to_what_is_not_taken_is_read(self):
        self.write("t/.hidden/impl", PLAIN)
        self.link(".hidden/impl", "t/a.py")
        result = self.wrap("-o", "out", "t")
        self.assertCode(result, DONE)
        self.assertEqual(self.tree("out"), {"a.py": WRAPPED})

    def test_a_link_is_not_checked_twice(self):
        self.write("t/a.py")
        self.link("a.py", "t/b.py")
        self.assertEqual(self.wrap("--check", "t").stdout, b"t/a.py\n")

    def test_in_place_keeps_links(self):
        self.write("t/a.py")
        self.write("t/.hidden/impl", PLAIN)
        self.link("a.py", "t/b.py")
        self.link(".hidden/impl", "t/c.py")
        result = self.wrap("--in-place", "t")
        self.assertCode(result, DONE)
        self.assertEqual(
            self.tree("t"),
            {"a.py": WRAPPED, "b.py": "-> a.py", "c.py": "-> .hidden/impl", ".hidden/impl": PLAIN},
        )
        self.assertIn(b"t/c.py: warning: symbolic link to `.hidden/impl`", result.stderr)

    def test_in_place_writes_through_a_link_that_was_named(self):
        self.write("real/a.py")
        self.link("real/a.py", "b.py")
        self.assertCode(self.wrap("--in-place", "b.py"), DONE)
        self.assertEqual(self.tree(), {"real/a.py": WRAPPED, "b.py": "-> real/a.py"})

    def test_in_place_refuses_a_file_and_its_link(self):
        self.write("a.py")
        self.link("a.py", "b.py")
        result = self.wrap("--in-place", "a.py", "b.py")
        self.assertCode(result, ERROR)
        self.assertIn(b"both `a.py` and `b.py` would be written here", result.stderr)
        self.assertEqual(self.read("a.py"), PLAIN)

    def test_copy_others_recreates_links_that_stay(self):
        self.write("t/data/x.txt", "x")
        self.write("t/pkg/a.py")
        self.write("outside.txt", "secret")
        self.link("data", "t/data-link")
        self.link("../data/x.txt", "t/pkg/x-link")
        self.link("..", "t/pkg/up")
        self.link("../outside.txt", "t/escape")
        self.link("gone", "t/broken")
        self.link("../..", "t/pkg/out")
        result = self.wrap("--copy-others", "-o", "out", "t")
        self.assertCode(result, DONE)
        self.assertEqual(
            self.tree("out"),
            {
                "data/x.txt": "x",
                "pkg/a.py": WRAPPED,
                "data-link": "-> data",
                "pkg/x-link": "-> ../data/x.txt",
                "pkg/up": "-> ..",
            },
        )
        text = result.stderr.decode()
        self.assertIn("t/escape: warning: symbolic link to", text)
        self.assertIn("t/broken: warning: symbolic link to `gone`, which does not exist", text)
        self.assertIn("t/pkg/out: warning: symbolic link to a directory", text)

    def test_an_output_never_leaves_its_directory(self):
        self.write("t/pkg/a.py")
        self.write("t/b.py")
        self.write("victim/keep.txt", "keep")
        self.link(self.dir / "victim", "out/pkg")
        self.link(self.dir / "victim/keep.txt", "out/b.py")
        result = self.wrap("-o", "out", "t")
        self.assertCode(result, ERROR)
        self.assertIn(b"out/pkg: error: is a symbolic link; an output never leaves", result.stderr)
        self.assertEqual(self.tree("victim"), {"keep.txt": "keep"})
        self.assertFalse((self.dir / "out/b.py").is_symlink())
        self.assertEqual(self.read("out/b.py"), WRAPPED)

    def test_the_output_directory_itself_may_be_a_link(self):
        self.write("t/a.py")
        (self.dir / "real").mkdir()
        self.link("real", "out")
        self.assertCode(self.wrap("-o", "out", "t"), DONE)
        self.assertEqual(self.tree("real"), {"a.py": WRAPPED})

    def test_an_output_inside_the_tree_behind_a_link(self):
        self.write("t/a.py")
        (self.dir / "t/inner").mkdir()
        self.link("t/inner", "out")
        for _ in range(2):
            self.assertCode(self.wrap("-o", "out", "t"), DONE)
            self.assertEqual(self.tree("t/inner"), {"a.py": WRAPPED})


if __name__ == "__main__":
    main()
