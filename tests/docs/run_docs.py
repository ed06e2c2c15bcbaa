#!/usr/bin/env python3
"""Check what README.md and docs/*.md show against the tool.

    run_docs.py --weft FILE [--runtime FOLDER] [--build DIR] [--write] ROOT [PAGE...]

Every page gets an empty folder, and its blocks are gone through in order:

* `python` and `text` whose first line is `# file: NAME`: the rest is put into that file.
* `python` and `text` whose first line is `# output: COMMAND`: the rest is what it prints.
* `console`: each line `$ COMMAND` is run, and the lines up to the next are what it prints,
  then `[exit code N]` where N is not 0. Standard error counts as printed.
* `sh`: is not run; each `./dev COMMAND` is one that `./dev help` lists.
* `cpp` with `// file: NAME`: is put into that file.
* `cpp` with `// in: PATH`: the test docs_walkthrough compiles it, and the files beside it.
* `text` without such a line: a picture; nothing is checked. Nor is the `cpp` of ast.md,
  which is generated.

A table with the header `source`, `rewritten` is checked row by row. Below a line
`<!-- names: FILE -->`, the next table has the names that rows of FILE begin with, in
backticks. Links to files, and paths of the repository in backticks, have to exist. No other
blocks are allowed, so that nothing escapes.

With --build DIR, the headers that DIR installs for plug-ins are in `~/.local`.

A page with the line `<!-- needs: native -->` is left out where FOLDER has no native module
for this interpreter.

--write changes the pages to what the commands print: read the diff.
"""

import argparse
import difflib
import glob
import os
import re
import subprocess
import sys
import tempfile

import pages

CODE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\(([^)#\s]+)(#[^)\s]+)?\)")
PATH = re.compile(r"(?:cli|cmake|docs|examples|grammar|samples|sdk|src|tests)/[\w./-]*\Z")
DEV = re.compile(r"\./dev ([a-z]+)")
NAMES = re.compile(r"<!-- names: (\S+) -->\n((?:\|.*\n)+)")
NAMED_ROW = re.compile(r'^\s*\{"([\w.]+)", ', re.M)
FENCED = re.compile(r"^```.*?^```$", re.M | re.S)
WRAPPER = "hooks:call"


class Page:
    """One page under check, with its scratch folder."""

    def __init__(self, path, root, folder, environment):
        self.path = path
        self.root = root
        self.folder = folder
        self.environment = environment
        self.name = os.path.relpath(path, root)
        self.failures = []
        self.changes = []  # (old text, new text)
        self.made = set()  # Paths that blocks of the page stand for.

    def fail(self, line, message):
        self.failures.append("%s:%d: %s" % (self.name, line, message))

    def run(self, command):
        done = subprocess.run(
            command,
            shell=True,
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
        )
        output = done.stdout.decode("utf-8", "replace")
        if output and not output.endswith("\n"):
            output += "\n"
        return output + ("[exit code %d]\n" % done.returncode if done.returncode else "")

    def compare(self, line, what, expected, actual):
        if expected == actual:
            return
        diff = difflib.unified_diff(expected.splitlines(), actual.splitlines(), lineterm="")
        self.fail(line, "%s\n%s" % (what, "\n".join("    " + text for text in list(diff)[2:])))
        self.changes.append((expected, actual))

    def check(self, commands_of_dev):
        with open(self.path, encoding="utf-8") as stream:
            text = stream.read()
        for part in pages.read_page(self.path):
            if isinstance(part, pages.Table):
                if part.rows[0][:2] == ["source", "rewritten"]:
                    self.check_table(part)
            else:
                self.check_block(part, commands_of_dev)
        for file, table in NAMES.findall(text):
            self.check_names(file, table)
        self.check_paths(text)

    def check_block(self, block, commands_of_dev):
        if block.language in ("python", "text", "cpp") and block.role == "file":
            self.write(block)
        elif block.language in ("python", "text") and block.role == "output":
            self.compare(block.line, "$ " + block.name, block.body, self.run(block.name))
        elif block.language == "console":
            self.check_console(block)
        elif block.language == "sh":
            for command in DEV.findall(block.body):
                if command not in commands_of_dev:
                    self.fail(block.line, "`./dev %s` is not in `./dev help`" % command)
        elif block.language == "cpp" and block.role:
            self.made.add(block.name)
        elif block.language == "cpp" and self.name == "docs/ast.md":
            pass
        elif block.language != "text" or block.role:
            self.fail(block.line, "a block that nothing checks; see docs/contributing.md")

    def write(self, block):
        path = os.path.join(self.folder, block.name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(block.body)
        self.made.add(block.name)

    def check_console(self, block):
        actual = ""
        for line in block.body.splitlines():
            if line.startswith("$ "):
                actual += line + "\n" + self.run(line[2:])
        self.compare(block.line, "console", block.body, actual)

    def check_table(self, table):
        """Each row in a file of its own, behind a statement that takes the prologue."""
        folder = os.path.join(self.folder, "table%d" % table.line)
        os.makedirs(folder)
        rows = table.rows[2:]
        for i, row in enumerate(rows):
            with open(os.path.join(folder, "row%d.py" % i), "w", encoding="utf-8") as stream:
                stream.write("pass\n%s\n" % code_of(row[0]))
        out = folder + ".out"
        log = self.run("weft wrap --no-undo --with %s -o '%s' '%s'" % (WRAPPER, out, folder))
        if "error" in log:
            self.fail(table.line, log)
            return
        for i, row in enumerate(rows):
            with open(os.path.join(out, "row%d.py" % i), encoding="utf-8") as stream:
                actual = stream.read().split("\n", 1)[1].rstrip("\n")
            self.compare(table.line + 2 + i, "a row", code_of(row[1]), actual)

    def check_names(self, file, table):
        with open(os.path.join(self.root, file), encoding="utf-8") as stream:
            names = set(NAMED_ROW.findall(stream.read()))
        shown = {code for code in CODE.findall(table) if re.match(r"[\w.]+\Z", code)}
        for name in sorted(names - shown):
            self.fail(1, "`%s` of %s is not in the table" % (name, file))
        for name in sorted(shown - names - {"__class__", "__future__"}):
            self.fail(1, "`%s` is in the table, but not in %s" % (name, file))

    def check_paths(self, text):
        text = FENCED.sub(lambda match: "\n" * match.group().count("\n"), text)
        for number, line in enumerate(text.splitlines(), 1):
            for target, _ in LINK.findall(line):
                if "://" not in target:
                    base = os.path.dirname(self.path)
                    if not os.path.exists(os.path.join(base, target)):
                        self.fail(number, "a link to `%s`, which does not exist" % target)
            for code in CODE.findall(line):
                if PATH.match(code) and not glob.glob(os.path.join(self.root, code) + "*"):
                    if not any(name.startswith(code) for name in self.made):
                        self.fail(number, "`%s` does not exist" % code)

    def rewrite(self):
        with open(self.path, encoding="utf-8") as stream:
            text = stream.read()
        for expected, actual in self.changes:
            if text.count(expected) == 1:
                text = text.replace(expected, actual)
        with open(self.path, "w", encoding="utf-8") as stream:
            stream.write(text)


def code_of(cell):
    match = CODE.search(cell)
    return match.group(1) if match else cell


def environment(weft, root, runtime, home, folder):
    """The environment of commands: `weft` and `python3` on the path, no byte code."""
    tools = os.path.join(folder, "bin")
    os.makedirs(tools)
    os.symlink(os.path.abspath(weft), os.path.join(tools, "weft"))
    os.symlink(sys.executable, os.path.join(tools, "python3"))
    values = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    values["PATH"] = tools + os.pathsep + values["PATH"]
    values["PYTHONPATH"] = runtime or os.path.join(os.path.abspath(root), "src", "runtime")
    values["PYTHONUNBUFFERED"] = "1"  # Keeps what goes to the two streams in order.
    values["PYTHONDONTWRITEBYTECODE"] = "1"
    values["LC_ALL"] = "C.UTF-8"
    values["HOME"] = home
    return values


def imports_native(runtime):
    command = [sys.executable, "-c", "import weft._native"]
    values = dict(os.environ, PYTHONPATH=runtime or "")
    return subprocess.run(command, env=values, stderr=subprocess.DEVNULL).returncode == 0


def needs_native(path):
    with open(path, encoding="utf-8") as stream:
        return "<!-- needs: native -->" in stream.read()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--weft", required=True)
    parser.add_argument("--runtime", help="the folder of the package `weft`")
    parser.add_argument("--build", help="the folder that the program was built in")
    parser.add_argument("--write", action="store_true", help="change the pages")
    parser.add_argument("root")
    parser.add_argument("pages", nargs="*")
    options = parser.parse_args()

    root = os.path.abspath(options.root)
    every = [os.path.join(root, "README.md"), *sorted(glob.glob(os.path.join(root, "docs/*.md")))]
    help_text = subprocess.run([os.path.join(root, "dev"), "help"], stdout=subprocess.PIPE).stdout
    commands_of_dev = set(re.findall(r"^  ([a-z]+)", help_text.decode(), re.M))
    failures = []
    chosen = [os.path.abspath(path) for path in options.pages] or every
    has_native = imports_native(options.runtime)
    home = tempfile.TemporaryDirectory(prefix="weft-docs-home-")
    if options.build:
        install = ["cmake", "--install", options.build, "--component", "sdk", "--prefix"]
        subprocess.run([*install, home.name + "/.local"], stdout=subprocess.DEVNULL, check=True)
    for path in chosen:
        if not has_native and needs_native(path):
            print("left out, for want of a native module: " + os.path.relpath(path, root))
            continue
        with tempfile.TemporaryDirectory(prefix="weft-docs-") as scratch:
            folder = os.path.join(scratch, "page")
            os.mkdir(folder)
            values = environment(options.weft, root, options.runtime, home.name, scratch)
            page = Page(path, root, folder, values)
            page.check(commands_of_dev)
            failures += page.failures
            if options.write:
                page.rewrite()
    home.cleanup()
    for failure in failures:
        print(failure)
    print("%d pages, %d failures" % (len(chosen), len(failures)))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
