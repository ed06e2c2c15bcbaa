#!/usr/bin/env python3
"""Print the interpreters that the native module can be built for, separated by `;`."""

import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "oracle"))

import pythons  # noqa: E402


def has_headers(python):
    code = "import os, sysconfig; print(os.path.exists(sysconfig.get_path('include') + '/Python.h'))"
    return subprocess.run([python.path, "-c", code], stdout=-1, check=False).stdout == b"True\n"


print(
    ";".join(
        python.path
        for python in pythons.all_pythons()
        if python.version >= (3, 9) and has_headers(python)
    )
)
