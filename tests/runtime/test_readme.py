#!/usr/bin/env python3
"""The examples of recompyle's README, with the import changed."""

import os
import re
import subprocess
import sys
import tempfile
import unittest

WRAP = '''\
from weft import rewrite_wrap_calls


def basic_wrapper(__call, *args, **kwargs):
    """Basic wrapper that prints before and after each call."""
    print(f"Before {__call.__qualname__}, args: {args}, kwargs: {kwargs}")
    try:
        return __call(*args, **kwargs)
    finally:
        print(f"After {__call.__qualname__}")


def other_function(val: float) -> str:
    """Some other function being called."""
    return f"other val: {val}"


@rewrite_wrap_calls(wrap_call=basic_wrapper)
def example_function(count: int) -> str:
    """Function we are rewriting to wrap calls."""
    for _ in (int(v) for v in range(count)):
        pass
    return other_function(val=123.45)


print(example_function(2))
'''

WRAP_OUTPUT = """\
Before range, args: (2,), kwargs: {}
After range
Before int, args: (0,), kwargs: {}
After int
Before int, args: (1,), kwargs: {}
After int
Before other_function, args: (), kwargs: {'val': 123.45}
After other_function
other val: 123.45
"""

PROFILE = '''\
import logging
import time

from weft import shallow_call_profiler

logging.basicConfig(level=logging.INFO)
log = logging.getLogger(__name__)


def slow_function(val: float) -> str:
    """Slow function being called."""
    time.sleep(0.5)  # Force total time of example_function over limit
    return f"other val: {val}"


def faster_function() -> None:
    """Faster function being called."""
    time.sleep(0.001)


@shallow_call_profiler(time_limit=0.3)
def example_function(count: int) -> str:
    """Function we are rewriting to time calls."""
    faster_function()
    for _ in (int(v) for v in range(count)):
        pass
    return slow_function(val=123.45)


log.info(example_function(2))
'''

PROFILE_OUTPUT = r"""INFO:recompyle\.applied\.shallow_profiler:example_function finished in \S+s, above limit of 0\.3s
\('slow_function: \S+s',
 'faster_function: \S+s',
 '(int|range): \S+s',
 '(?!\1)(int|range): \S+s'\)
INFO:__main__:other val: 123\.45
"""


def run(program):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "example.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(program)
        done = subprocess.run(
            [sys.executable, path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        return done.stdout.decode()


class TestReadme(unittest.TestCase):
    maxDiff = None

    def test_wrap(self):
        self.assertEqual(run(WRAP), WRAP_OUTPUT)

    def test_profile(self):
        self.assertRegex(run(PROFILE), "^" + PROFILE_OUTPUT + "$")


if __name__ == "__main__":
    unittest.main()
