"""The number of jobs changes nothing but the time."""

from support import BROKEN, PLAIN, SYNTAX_ERRORS, UNCHANGED, WeftTest, main


class Parallel(WeftTest):
    def setUp(self):
        super().setUp()
        for i in range(150):
            # Sizes differ a lot, so that files finish out of order.
            source = (PLAIN * (1 + (i * 7919) % 100), UNCHANGED, BROKEN)[i % 5 % 3]
            self.write(f"t/p{i % 7}/m{i}.py", source)
            self.write(f"t/p{i % 7}/d{i}.txt", f"data {i}")

    def runs(self, *args):
        results = []
        for jobs in ("1", "2", "8"):
            result = self.wrap("-j", jobs, *args)
            results.append((result.returncode, result.stdout, result.stderr))
        self.assertEqual(results[0], results[1])
        self.assertEqual(results[0], results[2])
        return results[0]

    def test_trees(self):
        trees, manifests, outputs = [], [], []
        for jobs in ("1", "8", "8"):
            out = f"out{len(trees)}"
            result = self.wrap("-j", jobs, "-v", "--copy-others", "--manifest", "m.json", "-o",
                               out, "t")
            self.assertCode(result, SYNTAX_ERRORS)
            trees.append(self.tree(out))
            manifests.append(self.read("m.json"))
            outputs.append((result.stdout, result.stderr))
        self.assertEqual(len(trees[0]), 300)
        for values in (trees, manifests, outputs):
            self.assertEqual(values[0], values[1])
            self.assertEqual(values[0], values[2])

    def test_diff_and_check(self):
        _, diff, _ = self.runs("--diff", "t")
        headers = [line for line in diff.splitlines() if line.startswith(b"--- a/")]
        self.assertEqual(headers, sorted(headers))
        _, names, _ = self.runs("--check", "t")
        self.assertEqual(names.splitlines(), sorted(names.splitlines()))

    def test_diagnostics(self):
        first = self.weft("check", "-j1", "t")
        self.assertEqual(first.stdout, self.weft("check", "-j8", "t").stdout)
        first = self.weft("explain", "-j1", "--format", "json", "t")
        second = self.weft("explain", "-j8", "--format", "json", "t")
        self.assertEqual(first.stdout, second.stdout)

    def test_neither_does_the_locale_nor_the_directory(self):
        here = self.wrap("--diff", "t", env={"LC_ALL": "C"})
        there = self.wrap("--diff", "t", env={"LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Tokyo"})
        self.assertEqual(here.stdout, there.stdout)


if __name__ == "__main__":
    main()
