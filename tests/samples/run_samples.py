#!/usr/bin/env python3
"""Run the samples as their README.md says, and compare with what it promises.

    run_samples.py --weft FILE [--python FILE] [--write] SAMPLES

Each folder below SAMPLES has a README.md with one block of commands. `weft` rewrites the
folder. `python3 PROGRAM  # prints FILE` is run and compared with FILE: standard output and
standard error, and `[exit code N]` where N is not 0. --write writes the files instead.
"""

import argparse
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile

COMMANDS = re.compile(r"^```sh\n(.*?)^```$", re.M | re.S)
PRINTS = re.compile(r"(python3 .*?)\s+# prints (\S+)\Z")


class SampleError(Exception):
    """A sample that does not do what it says."""


def run(command, folder, environment):
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
    )
    return done.returncode, done.stdout.decode()


def environment(weft, python, scratch):
    tools = os.path.join(scratch, "bin")
    os.mkdir(tools)
    os.symlink(os.path.abspath(weft), os.path.join(tools, "weft"))
    os.symlink(python, os.path.join(tools, "python3"))
    values = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    values["PATH"] = tools + os.pathsep + values["PATH"]
    values["PYTHONUNBUFFERED"] = "1"  # Keeps what goes to the two streams in order.
    values["PYTHONDONTWRITEBYTECODE"] = "1"
    return values


def run_sample(source, options):
    with open(os.path.join(source, "README.md"), encoding="utf-8") as stream:
        block = COMMANDS.search(stream.read())
    if not block:
        raise SampleError("README.md has no commands")
    names = set()
    with tempfile.TemporaryDirectory(prefix="weft-samples-") as scratch:
        values = environment(options.weft, options.python, scratch)
        folder = os.path.join(scratch, os.path.basename(source))
        shutil.copytree(source, folder)
        for command in block.group(1).splitlines():
            promise = PRINTS.match(command)
            if promise:
                code, output = run(promise.group(1), folder, values)
                output += "[exit code %d]\n" % code if code else ""
                names.add(promise.group(2))
                compare(command, os.path.join(source, promise.group(2)), output, options.write)
            else:
                code, output = run(command, folder, values)
                if code:
                    raise SampleError("$ %s\n%s[exit code %d]" % (command, output, code))
    if names != {"expected.txt", "expected.wrapped.txt"}:
        raise SampleError("README.md promises %s" % sorted(names))


def compare(command, path, output, write):
    if write:
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(output)
        return
    with open(path, encoding="utf-8") as stream:
        expected = stream.read()
    if expected != output:
        diff = difflib.unified_diff(expected.splitlines(), output.splitlines(), lineterm="")
        raise SampleError("$ %s\n%s" % (command, "\n".join(list(diff)[2:])))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--weft", required=True)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("samples")
    options = parser.parse_args()

    names = sorted(entry.name for entry in os.scandir(options.samples) if entry.is_dir())
    num_failed = 0
    for name in names:
        try:
            run_sample(os.path.join(os.path.abspath(options.samples), name), options)
            print("%s: ok" % name)
        except SampleError as error:
            num_failed += 1
            print("%s: FAILED\n%s" % (name, error))
    return 1 if num_failed or not names else 0


if __name__ == "__main__":
    sys.exit(main())
