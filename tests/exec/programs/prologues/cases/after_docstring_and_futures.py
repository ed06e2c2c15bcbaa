#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""The docstring."""
# A comment between.
from __future__ import division

from __future__ import (
    print_function,  # both
    unicode_literals,
)  # after the last one
value = len("abc")
def fail(): return int("1") / len("")
