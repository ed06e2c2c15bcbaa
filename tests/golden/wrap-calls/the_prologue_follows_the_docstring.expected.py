#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""The docstring."""; from hooks import wrap as _weft_wrap  # a comment
_weft_wrap(f)
