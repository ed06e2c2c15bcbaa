"""Doc."""
from __future__ import annotations; from hooks import wrap as _weft_wrap


def f(a: g(1) = _weft_wrap(h, 2)) -> k(3):
    v: g(4) = _weft_wrap(h, 5)
