from __future__ import division; "no docstring"
value = len("abc")
def fail(): return value / len("")
