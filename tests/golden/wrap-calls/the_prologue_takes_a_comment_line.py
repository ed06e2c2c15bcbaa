#!/usr/bin/env python3
# A comment.
def g():
    f()
