#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""The docstring."""  # a comment
f()
