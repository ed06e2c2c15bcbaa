"""Doc."""
from __future__ import annotations


def f(a: g(1) = h(2)) -> k(3):
    v: g(4) = h(5)
