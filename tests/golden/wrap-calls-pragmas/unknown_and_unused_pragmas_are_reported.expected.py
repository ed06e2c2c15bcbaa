"""Doc."""; from hooks import wrap as _weft_wrap
_weft_wrap(a)  # weft: of
x = 1  # weft: skip
# weft: on
