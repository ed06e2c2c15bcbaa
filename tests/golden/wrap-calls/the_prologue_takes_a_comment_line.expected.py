#!/usr/bin/env python3
from hooks import wrap as _weft_wrap  # A comment.
def g():
    _weft_wrap(f)
