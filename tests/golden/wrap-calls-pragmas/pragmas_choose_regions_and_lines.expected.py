"""Doc."""; from hooks import wrap as _weft_wrap
_weft_wrap(a)
# weft: off
b()
# weft: on
c(d())  # weft: skip
def f(x=e()):  # weft: only(g, h.*)
    e(); _weft_wrap(g); _weft_wrap(h.i)
_weft_wrap(j)
